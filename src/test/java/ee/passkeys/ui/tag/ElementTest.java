// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

    @Test
    void hasItsAttributes() {
        attributes.put("return-to", "/orders?a=1&b=<\"'");

        assertThat(html())
                .isEqualTo("<passkey-sign-in return-to=\"/orders?a=1&amp;b=&lt;&quot;&#39;\"></passkey-sign-in>");
    }

    @Test
    void hasNoValueOfWhatIsTrue() {
        attributes.put("autofill", true);
        attributes.put("step-up", "true");

        assertThat(html()).isEqualTo("<passkey-sign-in autofill step-up></passkey-sign-in>");
    }

    @Test
    void leavesOutWhatIsFalseOrAbsent() {
        attributes.put("autofill", false);
        attributes.put("step-up", "false");
        attributes.put("login", null);

        assertThat(html()).isEqualTo("<passkey-sign-in></passkey-sign-in>");
    }

    @Test
    void canBringStyleSheetAndScriptOfTheApplication() {
        assertThat(new Element("passkey-list", attributes).htmlWithHead("/shop"))
                .isEqualTo("""
                        <link rel="stylesheet" href="/shop/passkeys/passkeys.css"/>
                        <script type="module" src="/shop/passkeys/passkeys.js"></script>
                        <passkey-list></passkey-list>""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "on\"", "Return-To", "-a", "a>", "1"})
    void cannotHaveAttributesOfOtherNames(String name) {
        assertThat(Element.canHave(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"return-to", "text-sign-in", "autofill"})
    void canHaveAttributes(String name) {
        assertThat(Element.canHave(name)).isTrue();
    }

    private String html() {
        return new Element("passkey-sign-in", attributes).html();
    }
}
