// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template for Kubernetes names what there is. */
class KubernetesTest {

    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^ +(?:- name: (PASSKEYS_[A-Z0-9_]+)|(PASSKEYS_[A-Z0-9_]+):.*)$");

    /** Read by the connection pool of Payara. */
    private static final List<String> OF_THE_POOL = List.of("PASSKEYS_DB_URL", "PASSKEYS_DB_USER");

    @ParameterizedTest
    @ValueSource(strings = {"shop.yaml", "wildfly-values.yaml"})
    void setsSettings(String file) throws IOException {
        List<String> variables = VARIABLE.matcher(Files.readString(Path.of("server-config/kubernetes", file)))
                .results()
                .map(variable -> variable.group(1) == null ? variable.group(2) : variable.group(1))
                .filter(variable -> !OF_THE_POOL.contains(variable))
                .toList();

        assertThat(variables)
                .contains("PASSKEYS_RP_ID")
                .isSubsetOf(Stream.of(Setting.values())
                        .map(setting -> setting.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                        .toList());
    }

    @Test
    void readsThePasswordThatThePoolNames() throws IOException {
        String key = "passkeys-db.password";

        assertThat(Files.readString(Path.of("server-config/kubernetes/shop.yaml")))
                .contains("  " + key + ": ");
        assertThat(Files.readString(Path.of("server-config/payara/pre-boot.asadmin")))
                .contains("${MPCONFIG=" + key + "}");
    }
}
