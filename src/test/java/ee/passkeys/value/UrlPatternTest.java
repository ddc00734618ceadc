// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/admin/*, /admin",
        "/admin/*, /admin/",
        "/admin/*, /admin/a/b",
        "/*, /",
        "/*, /a/b.jsf",
        "/a/b.html, /a/b.html",
        "*.jsf, /a/b.jsf",
        "/, /any/thing",
        "'', /"
    })
    void matches(String pattern, String path) {
        assertThat(new UrlPattern(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/*, /administrators",
        "/admin/*, /user/admin",
        "/a/b.html, /a/b.html/c",
        "/a, /a/",
        "*.jsf, /a.jsfx",
        "*.jsf, /jsf",
        "'', /a"
    })
    void matchesNothingElse(String pattern, String path) {
        assertThat(new UrlPattern(pattern).matches(path)).isFalse();
    }
}
