// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.passkeys.config.Settings.AccountSettings;
import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.config.Settings.AuditSettings;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.Settings.Enrollment;
import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.LimitSettings;
import ee.passkeys.config.Settings.MailSettings;
import ee.passkeys.config.Settings.MetricsSettings;
import ee.passkeys.config.Settings.PageSettings;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.SealSettings;
import ee.passkeys.config.Settings.StepUpSettings;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.value.Color;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UrlPattern;
import ee.passkeys.value.UserBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final AppSettings NO_APPS = new AppSettings(List.of(), List.of());

    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @Test
    void takesTheDefaultOfEverySettingThatIsNotSet() {
        Settings settings = read("passkeys.rp.id", "example.com");

        assertThat(settings)
                .isEqualTo(new Settings(
                        true,
                        RelyingParties.of(new RelyingPartySettings(
                                "example.com", "example.com", List.of(new Origin("https://example.com")), List.of())),
                        List.of(),
                        NO_APPS,
                        new CeremonySettings(
                                false,
                                false,
                                UserVerification.REQUIRED,
                                List.of(-8, -7, -257),
                                Duration.ofMinutes(5),
                                true,
                                Duration.ofMinutes(10),
                                false,
                                20,
                                List.of()),
                        new StorageSettings(
                                "java:comp/DefaultDataSource",
                                SchemaMode.MIGRATE,
                                UserBase.ofApplication("/"),
                                Optional.empty(),
                                Optional.empty(),
                                SealSettings.NONE),
                        new AccountSettings(Optional.empty(), Optional.empty(), "java:comp/DefaultDataSource"),
                        new PageSettings("/passkeys/login", "/", Settings.Unauthenticated.CONTAINER),
                        AppearanceSettings.DEFAULT,
                        new LimitSettings(600, 20, Optional.empty()),
                        new GraftSettings(GraftMode.OFF, Optional.empty()),
                        new RolloutSettings(
                                Level.OFFER,
                                Map.of(),
                                Duration.ofDays(14),
                                Enrollment.OFF,
                                Duration.ofDays(14),
                                false,
                                Set.of()),
                        new StepUpSettings(Map.of(), Map.of()),
                        new GroupSettings(
                                Optional.empty(),
                                "java:comp/DefaultDataSource",
                                false,
                                ParityMode.REFUSE_MORE,
                                Map.of()),
                        new TokenSettings(
                                false,
                                "https://example.com",
                                "https://example.com",
                                Duration.ofMinutes(5),
                                Duration.ofDays(30),
                                Duration.ofDays(90)),
                        "admin",
                        new AdminSettings(Optional.empty(), Duration.ofHours(24), 1, false, false),
                        new AuditSettings(Optional.empty(), Optional.empty(), Duration.ofDays(400)),
                        new MetricsSettings(false, Optional.empty(), Settings.Readiness.OFF),
                        new MailSettings(
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                "java:comp/DefaultDataSource",
                                "en",
                                "/",
                                "https://example.com/passkeys/",
                                false)));
    }

    @Test
    void takesEverySettingThatIsSet() {
        Map<String, String> all = new HashMap<>();
        all.put("passkeys.enabled", "true");
        all.put("passkeys.on-invalid-settings", "fail");
        all.put("passkeys.rp.id", "example.com");
        all.put("passkeys.rp.name", "Example");
        all.put("passkeys.origins", "https://example.com, https://app.example.com:8443 ,https://example.com");
        all.put("passkeys.top-origins", "https://portal.example");
        all.put("passkeys.cors.origins", "https://app.example.com:8443");
        all.put("passkeys.android.packages", "com.example.app, com.example.other");
        all.put("passkeys.ios.apps", "ABCDE12345.com.example.app");
        all.put("passkeys.registration", "open");
        all.put("passkeys.user-verification", "preferred");
        all.put("passkeys.algorithms", "-7, -35");
        all.put("passkeys.hints", "hybrid, client-device");
        all.put("passkeys.ceremony.lifetime", "PT90S");
        all.put("passkeys.signature-counter", "warn");
        all.put("passkeys.manage.max-age", "PT1H");
        all.put("passkeys.manage.requires", "passkey");
        all.put("passkeys.max-per-user", "3");
        all.put("passkeys.data-source", "jdbc/passkeys");
        all.put("passkeys.schema", "validate");
        all.put("passkeys.registration.unknown-realm", "allow");
        all.put("passkeys.users", "staff");
        all.put("passkeys.user-names", "exact");
        all.put("passkeys.secret", SECRET);
        all.put("passkeys.secret.previous", SECRET.replace('A', 'B'));
        all.put("passkeys.account.active-query", "select 1 from account where name = ?");
        all.put("passkeys.account-id.query", "select id from account where name = ?");
        all.put("passkeys.account.data-source", "jdbc/accounts");
        all.put("passkeys.login-page", "/login.xhtml?a=b");
        all.put("passkeys.unauthenticated", "problem");
        all.put("passkeys.home", "/start");
        all.put("passkeys.texts.folder", "/");
        all.put("passkeys.brand.logo", Path.of("pom.xml").toAbsolutePath().toString());
        all.put("passkeys.brand.css", Path.of("pom.xml").toAbsolutePath().toString());
        all.put("passkeys.brand.accent", "#8a1c1c");
        all.put("passkeys.brand.accent-dark", "#ffb4ab");
        all.put("passkeys.rate-limit.per-address", "7");
        all.put("passkeys.rate-limit.per-name", " 5 ");
        all.put("passkeys.rate-limit.address-header", "X-Real-IP");
        all.put("passkeys.enhance-login-form", "report");
        all.put("passkeys.enhance-login-form.selector", "form#login");
        all.put("passkeys.rollout", "off");
        all.put("passkeys.rollout.group.staff.berlin", "require");
        all.put("passkeys.rollout.grace", "P30D");
        all.put("passkeys.enrollment", "silent");
        all.put("passkeys.enrollment.interval", "P7D");
        all.put("passkeys.password", "off-when-safe");
        all.put("passkeys.break-glass", "root, on call");
        all.put("passkeys.step-up./admin/*", "PT5M");
        all.put("passkeys.step-up.role.boss", "PT30S");
        all.put("passkeys.groups.query", "select role from roles where name = ?");
        all.put("passkeys.groups.data-source", "jdbc/roles");
        all.put("passkeys.groups.remembered", "true");
        all.put("passkeys.groups.parity", "refuse");
        all.put("passkeys.groups.origin.https://app.example.com:8443", "user, guest");
        all.put("passkeys.enrollment-code.lifetime", "PT2H");
        all.put("passkeys.enrollment-code.approvals", "2");
        all.put("passkeys.recovery-codes", "on");
        all.put("passkeys.tokens", "on");
        all.put("passkeys.tokens.issuer", "https://api.example.com/shop");
        all.put("passkeys.tokens.audience", "orders");
        all.put("passkeys.tokens.lifetime", "PT1M");
        all.put("passkeys.tokens.refresh-lifetime", "P1D");
        all.put("passkeys.tokens.key-lifetime", "P7D");
        all.put("passkeys.admin-role", "boss");
        all.put("passkeys.mail.new-device", "on");
        all.put("passkeys.metrics", "on");
        all.put("passkeys.metrics.secret", SECRET);
        all.put("passkeys.health.readiness", "report");
        all.put("passkeys.jmx.administration", "on");
        all.put("passkeys.row-secret", SECRET.replace('A', 'C'));
        all.put("passkeys.row-secret.previous", SECRET.replace('A', 'D'));
        all.put("passkeys.row-secret.unsealed", "accept");
        all.put("passkeys.audit.secret", SECRET);
        all.put("passkeys.audit.secret.previous", SECRET.replace('A', 'B'));
        all.put("passkeys.audit.table", "on");
        all.put("passkeys.audit.retention", "P1D");
        all.put("passkeys.mail.session", "mail/shop");
        all.put("passkeys.mail.sender", "passkeys@example.com");
        all.put("passkeys.mail.address-query", "select mail from account where name = ?");
        all.put("passkeys.mail.data-source", "jdbc/mail");
        all.put("passkeys.mail.language", "de");
        all.put("passkeys.rp.id.host.shop.example", "shop.example");
        all.put("passkeys.rp.id.previous", "old.example");
        all.put("passkeys.rp.id.previous.host.shop.example", "shop.test");
        all.put("passkeys.rp.name.host.shop.example", "Shop");
        all.put("passkeys.origins.host.shop.example", "https://www.shop.example");
        assertThat(all).hasSameSizeAs(Setting.values());
        RelyingPartySettings main = new RelyingPartySettings(
                "example.com",
                "Example",
                List.of(new Origin("https://example.com"), new Origin("https://app.example.com:8443")),
                List.of(new Origin("https://portal.example")),
                Optional.of("old.example"));
        RelyingPartySettings shop = new RelyingPartySettings(
                "shop.example",
                "Shop",
                List.of(new Origin("https://www.shop.example")),
                main.topOrigins(),
                Optional.of("shop.test"));

        assertThat(SettingsReader.read(SettingSource.of(all)))
                .isEqualTo(new Settings(
                        true,
                        new RelyingParties(
                                main,
                                Map.of(
                                        "example.com",
                                        main,
                                        "app.example.com",
                                        main,
                                        "shop.example",
                                        shop,
                                        "www.shop.example",
                                        shop)),
                        List.of(new Origin("https://app.example.com:8443")),
                        new AppSettings(
                                List.of("com.example.app", "com.example.other"), List.of("ABCDE12345.com.example.app")),
                        new CeremonySettings(
                                true,
                                true,
                                UserVerification.PREFERRED,
                                List.of(-7, -35),
                                Duration.ofSeconds(90),
                                false,
                                Duration.ofHours(1),
                                true,
                                3,
                                List.of("hybrid", "client-device")),
                        new StorageSettings(
                                "jdbc/passkeys",
                                SchemaMode.VALIDATE,
                                new UserBase("staff", true),
                                Optional.of(SECRET),
                                Optional.of(SECRET.replace('A', 'B')),
                                new SealSettings(
                                        Optional.of(SECRET.replace('A', 'C')),
                                        Optional.of(SECRET.replace('A', 'D')),
                                        true)),
                        new AccountSettings(
                                Optional.of("select 1 from account where name = ?"),
                                Optional.of("select id from account where name = ?"),
                                "jdbc/accounts"),
                        new PageSettings("/login.xhtml?a=b", "/start", Settings.Unauthenticated.PROBLEM),
                        new AppearanceSettings(
                                Optional.of(Path.of("/")),
                                Optional.of("Example"),
                                Optional.of(Path.of("pom.xml").toAbsolutePath()),
                                Optional.of(new Color("#8a1c1c")),
                                Optional.of(new Color("#ffb4ab")),
                                Optional.of(Path.of("pom.xml").toAbsolutePath()),
                                Map.of("shop.example", "Shop", "www.shop.example", "Shop")),
                        new LimitSettings(7, 5, Optional.of("X-Real-IP")),
                        new GraftSettings(GraftMode.REPORT, Optional.of("form#login")),
                        new RolloutSettings(
                                Level.OFF,
                                Map.of("staff.berlin", Level.REQUIRE),
                                Duration.ofDays(30),
                                Enrollment.SILENT,
                                Duration.ofDays(7),
                                true,
                                Set.of("root", "on call")),
                        new StepUpSettings(
                                Map.of(new UrlPattern("/admin/*"), Duration.ofMinutes(5)),
                                Map.of("boss", Duration.ofSeconds(30))),
                        new GroupSettings(
                                Optional.of("select role from roles where name = ?"),
                                "jdbc/roles",
                                true,
                                ParityMode.REFUSE,
                                Map.of(new Origin("https://app.example.com:8443"), Set.of("user", "guest"))),
                        new TokenSettings(
                                true,
                                "https://api.example.com/shop",
                                "orders",
                                Duration.ofMinutes(1),
                                Duration.ofDays(1),
                                Duration.ofDays(7)),
                        "boss",
                        new AdminSettings(Optional.of("boss"), Duration.ofHours(2), 2, true, true),
                        new AuditSettings(
                                Optional.of(SECRET), Optional.of(SECRET.replace('A', 'B')), Duration.ofDays(1)),
                        new MetricsSettings(true, Optional.of(SECRET), Settings.Readiness.REPORT),
                        new MailSettings(
                                Optional.of("mail/shop"),
                                "passkeys@example.com",
                                Optional.of("select mail from account where name = ?"),
                                "jdbc/mail",
                                "de",
                                "/",
                                "https://example.com/passkeys/",
                                true)));
    }

    @Test
    void wantsAMailSessionForMailAboutNewBrowsers() {
        SettingSource source =
                SettingSource.of(Map.of("passkeys.mail.new-device", "on", "passkeys.on-invalid-settings", "fail"));

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> SettingsReader.read(source))
                .withMessageContaining("passkeys.mail.session: is missing, but passkeys.mail.new-device is on");
    }

    @Test
    void refusesAReadinessCheckForOneApplication() {
        SettingSource shop = new ApplicationSource(
                SettingSource.of(
                        Map.of("passkeys.app.shop.health.readiness", "fail", "passkeys.on-invalid-settings", "fail")),
                "/shop");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> SettingsReader.read(shop))
                .withMessageContaining(
                        "passkeys.app.shop.health.readiness: cannot be set for one application; set passkeys.health.readiness");
    }

    @Test
    void namesTheIssuerOfTokensAfterTheApplication() {
        SettingSource shop = new ApplicationSource(SettingSource.of(Map.of("passkeys.rp.id", "example.com")), "/shop");
        SettingSource development = new ApplicationSource(SettingSource.of(Map.of()), "/shop");

        assertThat(SettingsReader.read(shop).tokens().issuer()).isEqualTo("https://example.com/shop");
        assertThat(SettingsReader.read(development).tokens().audience()).isEqualTo("http://localhost/shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passkeys.enabled | yes",
                "passkeys.enabled | TRUE",
                "passkeys.on-invalid-settings | ignore",
                "passkeys.enhance-login-form | maybe",
                "passkeys.enhance-login-form.selector | form[",
                "passkeys.manage.requires | password",
                "passkeys.rollout | on",
                "passkeys.rollout.group.staff | must",
                "passkeys.rollout.grace | 14",
                "passkeys.enrollment | on",
                "passkeys.password | off",
                "passkeys.break-glass | ,",
                "passkeys.rp.id | https://example.com",
                "passkeys.rp.id | example.com:443",
                "passkeys.rp.id | Example.com",
                "passkeys.rp.id | 192.0.2.1",
                "passkeys.rp.id | example.com.",
                "passkeys.rp.id | -example.com",
                "passkeys.rp.id | exa mple.com",
                "passkeys.origins | example.com",
                "passkeys.origins | https://example.com/",
                "passkeys.origins | https://*.example.com",
                "passkeys.origins | ,",
                "passkeys.top-origins | portal.example",
                "passkeys.registration | Open",
                "passkeys.user-verification | REQUIRED",
                "passkeys.algorithms | ES256",
                "passkeys.algorithms | -65535",
                "passkeys.algorithms | -48",
                "passkeys.hints | phone",
                "passkeys.ceremony.lifetime | 5m",
                "passkeys.ceremony.lifetime | PT0S",
                "passkeys.ceremony.lifetime | PT-5M",
                "passkeys.signature-counter | ignore",
                "passkeys.manage.max-age | 600",
                "passkeys.max-per-user | 0",
                "passkeys.max-per-user | many",
                "passkeys.schema | update",
                "passkeys.secret | c2hvcnQ",
                "passkeys.secret.previous | c2hvcnQ",
                "passkeys.login-page | login",
                "passkeys.login-page | //evil.example",
                "passkeys.login-page | /a\\b",
                "passkeys.home | https://example.com/",
                "passkeys.texts.folder | texts",
                "passkeys.texts.folder | /no/such/folder",
                "passkeys.brand.logo | /tmp",
                "passkeys.brand.css | brand.css",
                "passkeys.brand.accent | blue",
                "passkeys.brand.accent-dark | #12345;",
                "passkeys.rate-limit.per-address | -1",
                "passkeys.rate-limit.per-name | 1.5",
            })
    void refusesWhatIsNotOfTheFormAndSaysWhatIs(String key, String value) {
        List<String> lines = mistakes("passkeys.rp.id", "example.com", key, value);

        String allowedValues = Setting.of(key).orElseThrow().allowedValues();
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith(" - " + key + ": got ") && line.endsWith("; set it to " + allowedValues));
    }

    @ParameterizedTest
    @CsvSource({"passkeys.brand.accent, #808080, #ffffff, 4.5", "passkeys.brand.accent-dark, #1d5bbf, #000000, 7.0"})
    void refusesColorsThatUsersCannotRead(String key, String color, String ground, String least) {
        assertThat(mistakes("passkeys.rp.id", "example.com", key, color))
                .containsExactly(" - " + key + ": got " + color + ", which users cannot read on " + ground
                        + "; set it to a color whose contrast with it is at least " + least);
    }

    @Test
    void namesEveryMistakeAtOnceAndEachOnce() {
        List<String> lines = mistakes(
                "passkeys.rp.id", "co.uk",
                "passkeys.origins", "https://example.com,http://www.co.uk",
                "passkeys.signature-counter", "ignore",
                "passkeys.secret.previous", SECRET,
                "passkeys.account.active-query", "select 1",
                "passkeys.home", "home");

        assertThat(lines)
                .containsExactly(
                        " - passkeys.rp.id: got co.uk, which is a public suffix; set it to your own domain",
                        " - passkeys.origins: got http://www.co.uk, where browsers do not support passkeys; set it to the"
                                + " https origin",
                        " - passkeys.signature-counter: got \"ignore\"; set it to `reject` or `warn`",
                        " - passkeys.secret: is missing, but passkeys.secret.previous is set; set it to 32 bytes in base64url"
                                + " without padding",
                        " - passkeys.account.active-query: got a query that does not have exactly one `?`; set it to a query"
                                + " with one `?` for the user name",
                        " - passkeys.home: got \"home\"; set it to a path that begins with `/`");
    }

    @Test
    void namesTheOneOfSeveralThatIsWrong() {
        assertThat(mistakes(
                        "passkeys.rp.id",
                        "example.com",
                        "passkeys.origins",
                        "https://example.com,htps://www.example.com"))
                .singleElement()
                .asString()
                .contains("got \"htps://www.example.com\" in \"https://example.com,htps://www.example.com\"");
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.algorithms", "-7, -8, -9"))
                .singleElement()
                .asString()
                .contains("got \"-9\" in \"-7, -8, -9\"");
    }

    @Test
    void tellsNoSecret() {
        String almost = SECRET.substring(1);

        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.secret", almost))
                .singleElement()
                .asString()
                .contains("passkeys.secret: got another value")
                .doesNotContain(almost);
        assertThat(read("passkeys.rp.id", "example.com", "passkeys.secret", SECRET)
                        .toString())
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "github.io"})
    void refusesADomainUnderWhichAnybodyCanRegister(String suffix) {
        assertThat(mistakes("passkeys.rp.id", suffix))
                .singleElement()
                .asString()
                .contains("which is a public suffix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.co.uk", "app.github.io", "intranet", "xn--bcher-kva.example"})
    void takesADomainOfOnesOwn(String id) {
        assertThat(read("passkeys.rp.id", id).relyingParty().origins()).containsExactly(new Origin("https://" + id));
    }

    @Test
    void takesOriginsOutsideTheRpIdAsRelated() {
        String app = "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        String origins =
                "https://app.example.com,https://evil-example.com,https://example.com.au:8443,https://a.b.test," + app;

        assertThat(read("passkeys.rp.id", "example.com", "passkeys.origins", origins)
                        .relyingParty()
                        .relatedOrigins())
                .extracting(Origin::text)
                .containsExactly("https://evil-example.com", "https://example.com.au:8443", "https://a.b.test");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://co.uk",
        "example.com, https://github.io",
        "example.com, https://intranet",
        "example.com, https://192.0.2.1",
        "localhost, https://example.com"
    })
    void refusesOriginsThatNobodyCanRelate(String rpId, String origin) {
        assertThat(mistakes("passkeys.rp.id", rpId, "passkeys.origins", origin))
                .containsExactly(
                        " - passkeys.origins: got " + origin + ", which is outside the RP ID " + rpId
                                + " and cannot be related to it; set it to an origin on that domain, or on another registered domain");
    }

    @Test
    void takesFiveLabelsOfRelatedOriginsAndNoMore() {
        String five =
                "https://shop.example.com,https://shop.de,https://www.shop.co.uk,https://a.de,https://b.de,https://c.de,https://d.de";

        assertThat(read("passkeys.rp.id", "example.com", "passkeys.origins", five)
                        .relyingParty()
                        .relatedOrigins())
                .hasSize(6);
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.origins", five + ",https://e.example"))
                .containsExactly(
                        " - passkeys.origins: got domains outside the RP ID with the labels a, b, c, d, e, shop, of which"
                                + " browsers accept 5; set it to origins of at most 5 other labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"passkeys.origins", "passkeys.top-origins"})
    void takesHttpOnLocalhostOnly(String key) {
        assertThat(mistakes("passkeys.rp.id", "example.com", key, "http://app.example.com"))
                .singleElement()
                .asString()
                .startsWith(" - " + key + ": got http://app.example.com");
        assertThat(read("passkeys.rp.id", "localhost", key, "http://localhost:8080"))
                .isNotNull();
    }

    @Test
    void takesAnAppBesideThePages() {
        String app = "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

        assertThat(read("passkeys.rp.id", "example.com", "passkeys.origins", app)
                        .relyingParty()
                        .origins())
                .containsExactly(new Origin(app));
    }

    @Test
    void asksForTheRpIdAloneWhereOnlyOriginsAreSet() {
        assertThat(mistakes("passkeys.origins", "https://example.com"))
                .containsExactly(
                        " - passkeys.rp.id: is missing, but passkeys.origins is set; set it to the domain that the origins share");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost"})
    void acceptsAnyPortOfLocalhostInDevelopmentAndNothingElse(String id) {
        RelyingPartySettings rp = read("passkeys.rp.id", id).relyingParty();

        assertThat(rp.development()).isTrue();
        assertThat(rp.httpsOnly()).isFalse();
        assertThat(rp.id()).isEqualTo("localhost");
        assertThat(rp.accepts(new Origin("http://localhost:8080"))).isTrue();
        assertThat(rp.accepts(new Origin("https://localhost"))).isTrue();
        assertThat(rp.accepts(new Origin("http://app.localhost"))).isFalse();
        assertThat(rp.accepts(new Origin("http://127.0.0.1:8080"))).isFalse();
        assertThat(rp.accepts(new Origin("https://example.com"))).isFalse();
        assertThat(rp.accepts(new Origin("android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")))
                .isFalse();
    }

    @Test
    void acceptsOutsideDevelopmentJustTheOriginsListed() {
        RelyingPartySettings rp = read("passkeys.rp.id", "example.com").relyingParty();

        assertThat(rp.development()).isFalse();
        assertThat(rp.httpsOnly()).isTrue();
        assertThat(rp.accepts(new Origin("https://example.com"))).isTrue();
        assertThat(rp.accepts(new Origin("https://example.com:8443"))).isFalse();
        assertThat(rp.accepts(new Origin("http://example.com"))).isFalse();
        assertThat(rp.accepts(new Origin("http://localhost:8080"))).isFalse();
    }

    @Test
    void canBeSwitchedOffWhateverElseIsWrong() {
        assertThat(read("passkeys.enabled", "false", "passkeys.rp.id", "co.uk").enabled())
                .isFalse();
    }

    @Test
    void goesWithoutPasskeysWhereASettingIsWrongAndNamesAllMistakesInOneMessage() {
        List<Settings> settings = new ArrayList<>();
        List<String> messages = warningsOf(() ->
                settings.add(read("passkeys.rp.id", "co.uk", "passkeys.schema", "update", "passkeys.home", "/start")));

        assertThat(settings).singleElement().satisfies(read -> {
            assertThat(read.enabled()).isFalse();
            assertThat(read.pages().home()).isEqualTo("/start");
        });
        assertThat(messages)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("SEVERE Passkeys EE has invalid settings:\n - passkeys.rp.id: got co.uk")
                .contains("\n - passkeys.schema: got \"update\"; set it to `migrate`, `validate` or `off`\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", " fail ", "Fail", "stop", "step-aside", "dis_able", "false"})
    void stopsWhereThatIsWantedOrWhatIsWantedIsNotClear(String stop) {
        assertThatThrownBy(() -> read("passkeys.rp.id", "co.uk", "passkeys.on-invalid-settings", stop))
                .isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void takesWhatIsSetForOneApplicationFirst() {
        SettingSource source = source(
                "passkeys.rp.id", "example.com",
                "passkeys.rp.name", "All",
                "passkeys.app.shop.rp.name", "Shop",
                "passkeys.app.shop.v2.rp.name", "New shop",
                "passkeys.app.ROOT.rp.name", "Portal",
                "passkeys.app.shop.rp.idd", "example.com",
                "passkeys.app.stock.schema", "off");

        assertThat(nameIn(source, "/shop")).isEqualTo("Shop");
        assertThat(nameIn(source, "/shop/v2")).isEqualTo("New shop");
        assertThat(nameIn(source, "")).isEqualTo("Portal");
        assertThat(nameIn(source, "/stock")).isEqualTo("All");
        assertThat(warningsOf(() -> nameIn(source, "/stock"))).isEmpty();
        assertThat(warningsOf(() -> SettingsReader.read(
                        new ApplicationSource(source("passkeys.app.shop.rp.idd", "example.com"), "/shop"))))
                .containsExactly("WARNING Unknown setting passkeys.app.shop.rp.idd is ignored; check its spelling.");
    }

    @Test
    void namesTheKeyThatIsWrittenWhereASettingOfOneApplicationIsWrong() {
        SettingSource source = source(
                "passkeys.on-invalid-settings", "fail", "passkeys.schema", "off", "passkeys.app.shop.schema", "update");

        assertThatThrownBy(() -> SettingsReader.read(new ApplicationSource(source, "/shop")))
                .hasMessageContaining("\n - passkeys.app.shop.schema: got \"update\"");
        assertThat(SettingsReader.read(new ApplicationSource(source, "/stock"))
                        .storage()
                        .schema())
                .isEqualTo(SchemaMode.OFF);
    }

    private static String nameIn(SettingSource source, String contextPath) {
        return SettingsReader.read(new ApplicationSource(source, contextPath))
                .relyingParty()
                .name();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "https://app.example.com",
                "http://example.com",
                "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck"
            })
    void namesAFrontEndWhereNoPasskeyMayBeUsed(String origin) {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.cors.origins", "https://example.com," + origin))
                .singleElement()
                .asString()
                .startsWith(" - passkeys.cors.origins: got " + origin + ", where no passkey may be used; set it to ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.com", "null", "https://example.com/", "https://EXAMPLE.com"})
    void takesExactOriginsOfFrontEndsOnly(String origin) {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.cors.origins", origin))
                .singleElement()
                .asString()
                .startsWith(" - passkeys.cors.origins: got ");
    }

    @Test
    void warnsOfAKeyItDoesNotKnow() {
        List<String> warnings = warningsOf(() ->
                read("passkeys.rp.id", "example.com", "passkeys.rpid", "example.com", "other.passkeys", "is not ours"));

        assertThat(warnings).containsExactly("WARNING Unknown setting passkeys.rpid is ignored; check its spelling.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/*", "/*", "/a/b.html", "*.xhtml", "/.well/*"})
    void takesUrlPatternsForAStepUp(String pattern) {
        assertThat(read("passkeys.rp.id", "example.com", "passkeys.step-up." + pattern, "PT5M")
                        .stepUp()
                        .paths())
                .isEqualTo(Map.of(new UrlPattern(pattern), Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "admin/*",
                "/",
                "/admin*",
                "/*/admin",
                "/a/*/b",
                "*",
                "*.",
                "*.a/b",
                "//admin/*",
                "/a;b",
                "/a?b",
                "role.",
                "/passkeys/*"
            })
    void namesAKeyForAStepUpThatIsForNoPattern(String pattern) {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.step-up." + pattern, "PT5M"))
                .singleElement()
                .asString()
                .startsWith(" - passkeys.step-up." + pattern + ": the ")
                .containsAnyOf("; use a key such as passkeys.step-up./admin/*", "; use a pattern for pages of the ");
    }

    @Test
    void warnsOfAFamilyWithNothingInPlaceOfItsStar() {
        List<String> warnings = warningsOf(() -> read(
                "passkeys.rp.id", "example.com", "passkeys.rollout.group", "off", "passkeys.rollout.group.", "off"));

        assertThat(warnings)
                .containsExactlyInAnyOrder(
                        "WARNING Unknown setting passkeys.rollout.group is ignored; check its spelling.",
                        "WARNING Unknown setting passkeys.rollout.group. is ignored; check its spelling.");
    }

    private static List<String> warningsOf(Runnable work) {
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(SettingsReader.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }

    private static Settings read(String... keysAndValues) {
        return SettingsReader.read(source(keysAndValues));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com example", "x", ".com.example", "com.example/app", "com.example.app\"]"})
    void takesNoAppIdentifierThatIsNone(String name) {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.ios.apps", "com.example.app," + name))
                .singleElement()
                .asString()
                .contains("passkeys.ios.apps: got");
    }

    @Test
    void takesACommonValueWhereTheOneOfTheApplicationIsBlank() {
        SettingSource source =
                new ApplicationSource(source("passkeys.rp.id", "example.com", "passkeys.app.shop.rp.id", " "), "/shop");

        assertThat(SettingsReader.read(source).relyingParty().id()).isEqualTo("example.com");
    }

    private static List<String> mistakes(String... keysAndValues) {
        List<String> stopping = new ArrayList<>(List.of("passkeys.on-invalid-settings", "fail"));
        stopping.addAll(List.of(keysAndValues));
        InvalidConfigException thrown =
                catchThrowableOfType(InvalidConfigException.class, () -> read(stopping.toArray(String[]::new)));
        return thrown.getMessage().lines().skip(1).toList();
    }

    /** Later values of a key replace earlier ones. */
    private static SettingSource source(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SettingSource.of(values);
    }

    @Test
    void needsASenderAndAQueryForMail() {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.mail.session", "mail/shop"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("passkeys.mail.sender: is missing"))
                .anySatisfy(line -> assertThat(line).contains("passkeys.mail.address-query: is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "a@b@c",
                "Shop <a@example.com>",
                "a@example.com,b@example.com",
                "a b@example.com",
                "a@b\tx"
            })
    void takesOneBareAddressAsTheSenderOfMail(String sender) {
        assertThat(mistakes("passkeys.rp.id", "example.com", "passkeys.mail.sender", sender))
                .singleElement()
                .asString()
                .endsWith("set it to a mail address such as `passkeys@example.com`");
    }

    @Test
    void refusesMailWhereTheServerHasNone() {
        Map<String, String> values = Map.of(
                "passkeys.rp.id", "example.com",
                "passkeys.on-invalid-settings", "fail",
                "passkeys.mail.session", "mail/shop",
                "passkeys.mail.sender", "passkeys@example.com",
                "passkeys.mail.address-query", "select mail from account where name = ?");
        SettingSource given = SettingSource.of(values);
        SettingSource withoutMail = new SettingSource() {
            @Override
            public Optional<String> get(String key) {
                return given.get(key);
            }

            @Override
            public Set<String> keys() {
                return given.keys();
            }

            @Override
            public boolean sees(String type) {
                return !type.equals("jakarta.mail.Session");
            }
        };

        assertThat(SettingsReader.read(given).mail().session()).hasValue("mail/shop");
        assertThat(catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> SettingsReader.read(new ApplicationSource(withoutMail, "/shop"))))
                .hasMessageContaining("passkeys.mail.session: this server has no Jakarta Mail");
    }

    @Test
    void writesTheAddressOfMyPasskeysFromTheFirstOrigin() {
        SettingSource shop = new ApplicationSource(
                SettingSource.of(Map.of(
                        "passkeys.rp.id",
                        "example.com",
                        "passkeys.origins",
                        "android:apk-key-hash:" + SECRET + ",https://app.example.com:8443")),
                "/shop");

        assertThat(SettingsReader.read(shop).mail().address()).isEqualTo("https://app.example.com:8443/shop/passkeys/");
        assertThat(SettingsReader.read(new ApplicationSource(SettingSource.of(Map.of()), ""))
                        .mail()
                        .address())
                .isEqualTo("http://localhost/passkeys/");
    }

    @Test
    void wantsTheSecretOfRowsWhereThePreviousOneIsSet() {
        assertThat(read("passkeys.rp.id", "example.com", "passkeys.row-secret.previous", SECRET)
                        .enabled())
                .isFalse();
        assertThat(read(
                                "passkeys.rp.id",
                                "example.com",
                                "passkeys.row-secret",
                                SECRET,
                                "passkeys.row-secret.previous",
                                SECRET.replace('A', 'B'))
                        .enabled())
                .isTrue();
    }

    @Test
    void hasAnAuditTableWhereThereIsASecretUnlessItIsSwitchedOff() {
        String rp = "passkeys.rp.id";

        assertThat(read(rp, "example.com", "passkeys.audit.secret", SECRET)
                        .audit()
                        .secret())
                .hasValue(SECRET);
        assertThat(read(
                                rp,
                                "example.com",
                                "passkeys.audit.secret",
                                SECRET,
                                "passkeys.audit.table",
                                "off",
                                "passkeys.audit.retention",
                                "P3660D")
                        .audit())
                .isEqualTo(new AuditSettings(Optional.empty(), Optional.empty(), Duration.ofDays(3660)))
                .asString()
                .doesNotContain(SECRET);
        assertThat(read(rp, "example.com", "passkeys.audit.table", "on").enabled())
                .isFalse();
        assertThat(read(rp, "example.com", "passkeys.audit.secret.previous", SECRET)
                        .enabled())
                .isFalse();
        assertThat(read(rp, "example.com", "passkeys.audit.retention", "PT1H").enabled())
                .isFalse();
    }
}
