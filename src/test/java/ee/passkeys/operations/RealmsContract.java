// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.LegacyApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An old application whose people the server finds in tables, and once more with people in a directory. Whoever brings a passkey gets what a
 * password would give at that moment, whatever the server still knows of the last one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("operations")
abstract class RealmsContract {

    private static final String WEB_XML = "WEB-INF/web.xml";

    /** An application of the people in the tables, which refuses what the last password did not give. */
    private static final String STRICT = "strict";

    /** An application of the people in the directory, which does without passwords where it can. */
    static final String GUARDED = "guarded";

    /** Spellings that a directory takes for one name. */
    private static final List<String> SPELLINGS = List.of("mia", "MIA", "Mia", " mia", "mia ");

    /** One realm of the server; the server knows it, and the security domain over it, by its name in lower case. */
    enum Realm {
        TABLE,
        DIRECTORY;

        /** Only reports where a passkey gives what the last password did not. */
        String application() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an application in each realm says of {@code ray}, who came with a passkey before anybody had come since the last start. */
    private final Map<Realm, String> firstSinceStart = new EnumMap<>(Realm.class);

    private StaffTable table;
    private DirectoryServer directory;
    private ServerNode server;

    /** A server that has both realms and none of their applications, and does not run. */
    abstract ServerNode configured(StaffTable table, DirectoryServer directory);

    /** Has the server deploy a WAR from its next start on. */
    abstract void deploy(WebArchive war);

    @BeforeAll
    void startTwice() {
        table = StaffTable.start();
        directory = DirectoryServer.start();
        server = configured(table, directory);
        Map<Realm, WebArchive> ofRealms = new EnumMap<>(Realm.class);
        for (Realm realm : Realm.values()) {
            ofRealms.put(realm, Installed.into(old(realm)));
        }
        ofRealms.values().forEach(this::deploy);
        server.start();
        Map<Realm, SoftAuthenticator> phones = new EnumMap<>(Realm.class);
        for (Realm realm : Realm.values()) {
            staff(realm).hire("ray", "clerk", "cashier");
            phones.put(realm, phone(realm.application(), "ray"));
        }
        server.close();
        deploy(ShrinkWrap.create(WebArchive.class, STRICT + ".war").merge(ofRealms.get(Realm.TABLE)));
        deploy(ShrinkWrap.create(WebArchive.class, GUARDED + ".war").merge(ofRealms.get(Realm.DIRECTORY)));
        server.start();
        phones.forEach((realm, phone) -> firstSinceStart.put(realm, who(byPasskey(realm.application(), phone))));
    }

    @AfterAll
    void end() {
        Stream.of(server, directory, table).filter(Objects::nonNull).forEach(RealmsContract::close);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    final StaffTable table() {
        return table;
    }

    final DirectoryServer directory() {
        return directory;
    }

    /** The JVM of the server is told: passkeys outlive it, and the one client may call as often as it likes. */
    static String[] options(String dataSource) {
        return new String[] {
            "-Dpasskeys.rate-limit.per-address=1000000",
            "-Dpasskeys.data-source=" + dataSource,
            "-Dpasskeys.app." + Realm.TABLE.application() + ".groups.parity=report",
            "-Dpasskeys.app." + Realm.DIRECTORY.application() + ".groups.parity=report",
            "-Dpasskeys.app." + STRICT + ".groups.parity=refuse",
            "-Dpasskeys.app." + STRICT + ".users=/" + Realm.TABLE.application(),
            "-Dpasskeys.app." + GUARDED + ".password=off-when-safe",
            "-Dpasskeys.app." + GUARDED + ".manage.requires=passkey",
            "-Dpasskeys.app." + GUARDED + ".break-glass=root"
        };
    }

    /** Each server has a file of its own in which an application names its realm. */
    private static WebArchive old(Realm realm) {
        WebArchive war = LegacyApplication.of("jsp").war(realm.application() + ".war");
        String webXml = text(war)
                .replace("</auth-method>", "</auth-method><realm-name>" + realm.application() + "</realm-name>");
        war.delete(WEB_XML);
        return war.addAsWebInfResource(new StringAsset(webXml), "web.xml")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>" + realm.application()
                                + "</security-domain></jboss-web>"),
                        "jboss-web.xml");
    }

    @ParameterizedTest
    @EnumSource
    void givesThePasskeyWhatThePasswordGives(Realm realm) {
        staff(realm).hire("kim", "clerk", "cashier");
        SoftAuthenticator phone = phone(realm.application(), "kim");

        String byPassword = who(byPassword(realm.application(), "kim"));

        assertThat(byPassword).startsWith("user kim,").contains(with("clerk"), with("cashier"), without("manager"));
        assertThat(who(byPasskey(realm.application(), phone))).isEqualTo(byPassword);
    }

    @ParameterizedTest
    @EnumSource
    void givesAGroupThatIsNewerThanTheLastPassword(Realm realm) {
        staff(realm).hire("lou", "clerk");
        SoftAuthenticator phone = phone(realm.application(), "lou");

        staff(realm).move("lou", "clerk", "cashier");

        assertThat(who(byPasskey(realm.application(), phone))).contains(with("clerk"), with("cashier"));
    }

    @ParameterizedTest
    @EnumSource
    void givesNoGroupThatWasTakenAwaySinceTheLastPassword(Realm realm) {
        staff(realm).hire("max", "clerk", "cashier");
        SoftAuthenticator phone = phone(realm.application(), "max");

        staff(realm).move("max", "clerk");

        assertThat(who(byPasskey(realm.application(), phone))).contains(with("clerk"), without("cashier"));
    }

    @ParameterizedTest
    @EnumSource
    void givesWhoIsGoneNoGroupAtAll(Realm realm) {
        staff(realm).hire("ned", "clerk", "cashier");
        SoftAuthenticator phone = phone(realm.application(), "ned");

        staff(realm).dismiss("ned");

        Visitor visitor = visitor(realm.application());
        visitor.client().signIn(phone);
        assertThat(visitor.get("staff/who").response().body()).doesNotContain("user ned");
    }

    @ParameterizedTest
    @EnumSource
    void givesNothingOfWhoIsGoneToTheNextOfTheName(Realm realm) {
        staff(realm).hire("ole", "clerk");
        SoftAuthenticator old = phone(realm.application(), "ole");
        staff(realm).dismiss("ole");
        visitor(realm.application()).client().signIn(old);

        staff(realm).hire("ole", "clerk", "cashier");

        assertThat(visitor(realm.application()).client().signIn(old).status()).isEqualTo(401);
        SoftAuthenticator phone = phone(realm.application(), "ole");
        assertThat(who(byPasskey(realm.application(), phone)))
                .startsWith("user ole,")
                .contains(with("cashier"));
    }

    @Test
    void givesNoGroupToWhoseNameHasNoPasswordAnyMore() {
        table.hire("ivy", "clerk", "cashier");
        SoftAuthenticator phone = phone(Realm.TABLE.application(), "ivy");

        table.takePassword("ivy");

        Visitor visitor = visitor(Realm.TABLE.application());
        visitor.client().signIn(phone);
        assertThat(visitor.get("staff/who").response().body()).doesNotContain("user ivy");
    }

    @Test
    void refusesWhoIsGoneWhereParityDoes() {
        table.hire("pam", "clerk", "cashier");
        SoftAuthenticator phone = phone(STRICT, "pam");
        assertThat(who(byPasskey(STRICT, phone))).contains(with("clerk"), with("cashier"));

        table.dismiss("pam");

        Visitor visitor = visitor(STRICT);
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(401);
        assertThat(visitor.client().get("session").status()).isEqualTo(401);
    }

    @Test
    void leavesAPasswordOffInEverySpellingThatTheRealmTakes() {
        directory.hire("mia", "clerk");
        byPasskey(GUARDED, synced(GUARDED, "mia"));

        for (String spelling : SPELLINGS) {
            assertThat(byPassword(GUARDED, spelling).client().get("session").status())
                    .as(spelling)
                    .isEqualTo(401);
        }
    }

    @Test
    void asksForThePasskeyInEverySpellingThatTheRealmTakes() {
        directory.hire("root", "clerk");
        SoftAuthenticator phone = synced(GUARDED, "root");

        Visitor shouting = byPassword(GUARDED, "ROOT");
        assertThat(shouting.client().get("session").status()).isEqualTo(200);
        assertThat(shouting.client().post("registration/options", "{}").code()).isEqualTo("step-up-required");
        assertThat(shouting.client().get("credentials").json()).hasSize(1);

        ApiClient.Answer begun = visitor(GUARDED).client().post("authentication/options", "{\"name\":\" Root\"}");
        assertThat(begun.json().path("publicKey").path("allowCredentials").findValuesAsText("id"))
                .isEqualTo(shouting.client().get("credentials").json().findValuesAsText("id"));
        assertThat(who(byPasskey(GUARDED, phone))).startsWith("user root,");
    }

    @Test
    void signsInToNoOtherApplicationOfTheServerWhereAnotherUserHasTheName() {
        table.hire("vic", "clerk", "cashier");
        directory.hire("vic", "clerk");
        SoftAuthenticator phone = phone(Realm.DIRECTORY.application(), "vic");

        Visitor stranger = visitor(Realm.TABLE.application());
        ApiClient.Answer refused = stranger.client().signIn(phone);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().has("unknownCredential")).isFalse();
        assertThat(stranger.client().get("session").status()).isEqualTo(401);
        assertThat(who(byPasskey(Realm.DIRECTORY.application(), phone))).startsWith("user vic,");
    }

    @Test
    void signsInToAnotherApplicationThatSharesItsUsers() {
        table.hire("wim", "clerk", "cashier");
        byPassword(STRICT, "wim");
        SoftAuthenticator phone = phone(Realm.TABLE.application(), "wim");

        assertThat(who(byPasskey(STRICT, phone))).startsWith("user wim,").contains(with("clerk"), with("cashier"));
    }

    @Test
    void findsTheGroupsWhenTheServerHasSeenNoPasswordSinceItsStart() {
        assertThat(firstSinceStart).containsOnlyKeys(Realm.values());
        assertThat(firstSinceStart.values())
                .allSatisfy(said -> assertThat(said).startsWith("user ray,").contains(with("clerk"), with("cashier")));
    }

    private Staff staff(Realm realm) {
        return realm == Realm.TABLE ? table : directory;
    }

    final Visitor visitor(String application) {
        return new Visitor(server.root().resolve(application + "/"));
    }

    /** Somebody who has signed in with the password and made a passkey. */
    final SoftAuthenticator phone(String application, String name) {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(byPassword(application, name).client().register(phone).status())
                .isEqualTo(201);
        return phone;
    }

    /** The same with a passkey that is backed up, so that the password can be done without. */
    final SoftAuthenticator synced(String application, String name) {
        SoftAuthenticator phone = new SoftAuthenticator()
                .flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS);
        assertThat(byPassword(application, name).client().register(phone).status())
                .isEqualTo(201);
        return phone;
    }

    final Visitor byPassword(String application, String name) {
        Visitor visitor = visitor(application);
        visitor.get("staff/who");
        visitor.post("j_security_check", Map.of("j_username", name, "j_password", LegacyJob.PASSWORD));
        return visitor;
    }

    final Visitor byPasskey(String application, SoftAuthenticator phone) {
        Visitor visitor = visitor(application);
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(200);
        return visitor;
    }

    static String who(Visitor visitor) {
        return visitor.get("staff/who").response().body();
    }

    private static String with(String role) {
        return role + " page true, counter true";
    }

    private static String without(String role) {
        return role + " page false, counter false";
    }

    private static String text(WebArchive war) {
        try (var xml = war.get(WEB_XML).getAsset().openStream()) {
            return new String(xml.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
