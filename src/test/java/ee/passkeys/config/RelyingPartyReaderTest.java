// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.passkeys.value.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The relying parties of hosts")
class RelyingPartyReaderTest {

    private static final String TWO = """
            passkeys.rp.id=example.com
            passkeys.rp.id.host.shop.example=shop.example
            """;

    @Test
    void areOneAtEveryHostWhereNoneHasItsOwn() throws IOException {
        RelyingParties one = read("passkeys.rp.id=example.com");

        assertThat(one.several()).isFalse();
        assertThat(one.at("proxy.internal")).contains(one.main());
        assertThat(one.all()).containsExactly(one.main());
    }

    @Test
    void haveTheOriginOfTheirHostUnlessOthersAreSet() throws IOException {
        RelyingParties two = read(TWO);

        assertThat(two.at("shop.example"))
                .contains(new RelyingPartySettings(
                        "shop.example", "shop.example", List.of(new Origin("https://shop.example")), List.of()));
        assertThat(two.at("example.com")).contains(two.main());
        assertThat(two.all()).hasSize(2);
        assertThat(two.origins())
                .containsExactly(new Origin("https://example.com"), new Origin("https://shop.example"));
    }

    @Test
    void areAtTheHostsOfTheirOriginsAndAtTheOneOfTheKey() throws IOException {
        RelyingParties two = read(TWO + """
                passkeys.rp.id.host.api.market.example=market.example
                passkeys.rp.name.host.api.market.example=Market
                passkeys.origins.host.api.market.example=https://www.market.example,https://market.de:8443,android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck
                """);

        for (String host : List.of("api.market.example", "www.market.example", "market.de", "WWW.Market.Example.")) {
            assertThat(two.at(host).orElseThrow().name()).as(host).isEqualTo("Market");
        }
        assertThat(two.at("market.example").isEmpty()).isTrue();
        assertThat(two.at("api.market.example").orElseThrow().relatedOrigins())
                .containsExactly(new Origin("https://market.de:8443"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost", "10.0.0.1", "example.com.evil.example", "sub.shop.example", ""})
    void areNotAtAHostThatNoSettingNames(String host) throws IOException {
        assertThat(read(TWO).at(host)).isEmpty();
        assertThat(read(TWO).idsAt(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passkeys.rp.id.host.market.example=shop.example | got shop.example, which is the RP ID of passkeys.rp.id.host",
                "passkeys.rp.id.host.market.example=example.com | got example.com, which is the RP ID of passkeys.rp.id;",
                "passkeys.origins.host.shop.example=https://example.com | got the host example.com, which is also one of the RP ID example.com",
                "passkeys.origins.host.shop.example=https://example.com:8443 | got the host example.com, which is also one of",
                "passkeys.rp.id.host.example.com=other.example | got the host example.com, which is also one of",
                "passkeys.origins.host.market.example=https://market.example | passkeys.rp.id.host.market.example: is missing",
                "passkeys.rp.name.host.market.example=Market | passkeys.rp.id.host.market.example: is missing",
                "passkeys.rp.id.host.Market.example=market.example | got the host \"Market.example\"",
                "passkeys.rp.id.host.\"market.example\"=market.example | got the host",
                "passkeys.rp.id.host.https\\://market.example=market.example | got the host",
                "passkeys.rp.id.host.market.example=co.uk | got co.uk, which is a public suffix",
                "passkeys.rp.id.host.market.example=https://market.example | got \"https://market.example\"",
                "passkeys.rp.id.host.market=other.example | cannot be related to it",
                "passkeys.origins.host.shop.example=http://shop.example | where browsers do not support passkeys",
                "passkeys.origins.host.shop.example=https://a.de,https://b.de,https://c.de,https://d.de,https://e.de,https://f.de | of which browsers accept 5",
            })
    void areAMistakeWhereSettingsContradictEachOther(String line, String mistake) {
        assertThat(mistakes(TWO + line)).contains(mistake);
    }

    @Test
    void takeAsManyRelatedOriginsAsBrowsersDo() throws IOException {
        RelyingParties parties = read(
                TWO
                        + "passkeys.origins.host.shop.example=https://shop.example,https://a.de,https://b.de,https://c.de,https://d.de,https://e.de");

        assertThat(parties.at("shop.example").orElseThrow().relatedOrigins()).hasSize(5);
    }

    @Test
    void needAnRpIdOfAllOtherHosts() {
        assertThat(mistakes("passkeys.rp.id.host.shop.example=shop.example"))
                .contains("passkeys.rp.id: is missing, but passkeys.rp.id.host.shop.example is set");
    }

    @Test
    void areReadFromTheSettingsOfOneApplication() throws IOException {
        SettingSource file = SettingsFile.of(
                "passkeys.app.mall.rp.id=example.com\npasskeys.app.mall.rp.id.host.shop.example=shop.example");

        assertThat(SettingsReader.read(new ApplicationSource(file, "/mall"))
                        .relyingParties()
                        .ids())
                .containsExactlyInAnyOrder("example.com", "shop.example");
        assertThat(SettingsReader.read(new ApplicationSource(file, "/other"))
                        .relyingParties()
                        .several())
                .isFalse();
    }

    @Test
    void mayHaveFrontEndsAndLimitsOfTheirOrigins() throws IOException {
        Settings settings = SettingsReader.read(SettingsFile.of(TWO
                + "passkeys.cors.origins=https://shop.example\npasskeys.groups.origin.https\\://shop.example=user"));

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.groups().byOrigin()).containsOnlyKeys(new Origin("https://shop.example"));
    }

    @Test
    void showNoNameOfAnother() throws IOException {
        Settings settings = SettingsReader.read(SettingsFile.of(TWO
                + "passkeys.rp.name=Example\npasskeys.rp.id.host.market.example=market.example\n"
                + "passkeys.rp.name.host.market.example=Market"));

        assertThat(settings.appearance().nameAt()).isEqualTo(Map.of("shop.example", "", "market.example", "Market"));
    }

    @Test
    void haveAPreviousOneAtTheSameOrigins() throws IOException {
        RelyingParties moving = read("""
                passkeys.rp.id=new.example
                passkeys.rp.id.previous=old.example
                passkeys.origins=https://www.new.example,https://old.example
                """);
        RelyingPartySettings previous = moving.main().previous().orElseThrow();

        assertThat(previous.id()).isEqualTo("old.example");
        assertThat(previous.origins()).isEqualTo(moving.main().origins());
        assertThat(previous.relatedOrigins()).containsExactly(new Origin("https://www.new.example"));
        assertThat(moving.main().relatedOrigins()).containsExactly(new Origin("https://old.example"));
        assertThat(moving.all()).containsExactly(moving.main());
        assertThat(moving.allWithPrevious()).containsExactly(moving.main(), previous);
        assertThat(moving.idsAt("www.new.example")).containsExactlyInAnyOrder("new.example", "old.example");
        assertThat(moving.previousIds()).containsExactly("old.example");
    }

    @Test
    void haveAPreviousOneOfTheirOwnHost() throws IOException {
        RelyingParties two = read(TWO + "passkeys.rp.id.previous.host.shop.example=shop.test");

        assertThat(two.idsAt("shop.example")).containsExactlyInAnyOrder("shop.example", "shop.test");
        assertThat(two.idsAt("example.com")).containsExactly("example.com");
        assertThat(two.ids()).containsExactlyInAnyOrder("example.com", "shop.example", "shop.test");
        assertThat(two.at("shop.test")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passkeys.rp.id.previous=example.com | passkeys.rp.id.previous: got example.com, which is the RP ID of passkeys.rp.id;",
                "passkeys.rp.id.previous=shop.example | got shop.example, which is the RP ID of passkeys.rp.id.previous",
                "passkeys.rp.id.previous.host.shop.example=example.com | got example.com, which is the RP ID of passkeys.rp.id;",
                "passkeys.rp.id.previous.host.market.example=old.example | passkeys.rp.id.host.market.example: is missing",
                "passkeys.rp.id.previous=co.uk | passkeys.rp.id.previous: got co.uk, which is a public suffix",
                "passkeys.rp.id.previous.host.shop.example=co.uk | passkeys.rp.id.previous.host.shop.example: got co.uk, which is a public suffix",
                "passkeys.rp.id.previous=https://old.example | passkeys.rp.id.previous: got \"https://old.example\"",
                "passkeys.rp.id.previous=localhost | outside the RP ID localhost and cannot be related to it",
            })
    void areAMistakeWhereAPreviousOneCannotBeTheirs(String line, String mistake) {
        assertThat(mistakes(TWO + line)).contains(mistake);
    }

    @Test
    void areAMistakeWhereOnlyThePreviousOneIsSet() {
        assertThat(mistakes("passkeys.rp.id.previous=old.example"))
                .contains("passkeys.rp.id: is missing, but passkeys.rp.id.previous is set");
    }

    @Test
    void mayMoveToADomainAboveTheirOwn() throws IOException {
        RelyingParties moving = read("passkeys.rp.id=example.com\npasskeys.rp.id.previous=app.example.com\n"
                + "passkeys.origins=https://app.example.com");

        assertThat(moving.main().previous().orElseThrow().relatedOrigins()).isEmpty();
        assertThat(moving.main().relatedOrigins()).isEmpty();
    }

    private static RelyingParties read(String text) throws IOException {
        Settings settings = SettingsReader.read(SettingsFile.of(text));
        assertThat(settings.enabled()).isTrue();
        return settings.relyingParties();
    }

    private static String mistakes(String text) {
        return catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> SettingsReader.read(SettingsFile.of("passkeys.on-invalid-settings=fail\n" + text)))
                .getMessage();
    }
}
