// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.authorization.GroupSource;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.jpa.StorageReport;
import ee.passkeys.descriptor.LoginConfig.Method;
import ee.passkeys.doctor.SecurityDomainCheck.Sight;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.State;
import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.Servers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the doctor makes of the application and its server. */
class DeploymentChecksTest {

    private final Cures cures = new Cures(new ApplicationName("shop"));

    @Nested
    @DisplayName("Of the login")
    class Login {

        @Test
        void isContentWithFormAndBasicAndAMechanism() {
            assertThat(login(Method.FORM, null).login("/in").finding()).contains("FORM", "stays active");
            assertThat(login(Method.BASIC, null).login("/in").state()).isEqualTo(State.FINE);
            assertThat(login(Method.NONE, "shop.Ham").login("/in").finding()).contains("shop.Ham");
        }

        @Test
        void saysWhoseTheLoginIs() {
            assertThat(login(Method.BASIC, null).login("/in").finding())
                    .isEqualTo("The login-config of the application, BASIC, stays active beside passkeys.");
            assertThat(new LoginChecks(Method.BASIC, false, null, null, null)
                            .login("/in")
                            .finding())
                    .isEqualTo("The default of the container, BASIC, stays active beside passkeys.");
        }

        @Test
        void notesThatThereIsNone() {
            Finding login = login(Method.NONE, null).login("/in");
            assertThat(login.state()).isEqualTo(State.NOTE);
            assertThat(login.finding()).contains("/in");
        }

        @Test
        void warnsThatPasskeysStepAside() {
            Finding login = login(Method.CONTAINER_ONLY, null).login("/in");
            assertThat(login.isWrong()).isTrue();
            assertThat(login.finding()).contains("Passkeys are disabled: ");
            assertThat(login(Method.CONTAINER_ONLY, null)
                            .endpoints(false, cures)
                            .state())
                    .isEqualTo(State.FINE);
        }

        @Test
        void warnsOfAMechanismInOurPlace() {
            LoginChecks other = new LoginChecks(Method.NONE, true, "shop.Ham", "shop.Ham", null);
            assertThat(other.mechanism(true).isWrong()).isTrue();
            assertThat(other.mechanism(true).finding()).contains("shop.Ham instead of");
        }

        @Test
        void warnsWhereTheContainerDidNotAsk() {
            assertThat(login(Method.FORM, null).mechanism(true).state()).isEqualTo(State.FINE);
            assertThat(login(Method.FORM, null).mechanism(false).isWrong()).isTrue();
        }

        @Test
        void warnsOfTheMechanismThatPayaraIsTold() {
            Finding told = new LoginChecks(Method.FORM, true, null, null, "Form").payara(cures);
            assertThat(told.isWrong()).isTrue();
            assertThat(told.cure().on(Servers.PAYARA))
                    .containsExactly(
                            "asadmin set-web-context-param --name=fish.payara.security.mechanism --value=ee.passkeys.mechanism.PasskeyAuthenticationMechanism shop",
                            "asadmin disable shop",
                            "asadmin enable shop");
            assertThat(new LoginChecks(Method.FORM, true, null, null, Cures.OUR_MECHANISM)
                            .payara(cures)
                            .state())
                    .isEqualTo(State.FINE);
            assertThat(login(Method.FORM, null).payara(cures).state()).isEqualTo(State.FINE);
        }

        @Test
        void warnsWhereTheEndpointsAreMissing() {
            Finding endpoints = login(Method.FORM, null).endpoints(false, cures);
            assertThat(endpoints.isWrong()).isTrue();
            assertThat(endpoints.cure().on(Servers.PAYARA)).anyMatch(line -> line.contains("<name>passkeys_ee</name>"));
            assertThat(login(Method.FORM, null).endpoints(true, cures).state()).isEqualTo(State.FINE);
        }

        @Test
        void warnsWhereNothingSaysWhichAccountsAreActive() {
            Finding unknown = new AccountCheck(false, Optional.empty(), false).finding(cures);
            assertThat(unknown.isWrong()).isTrue();
            assertThat(unknown.cure().on(Servers.WILDFLY)).isNotEmpty().allMatch(line -> line.startsWith("#"));
            assertThat(new AccountCheck(true, Optional.empty(), false)
                            .finding(cures)
                            .state())
                    .isEqualTo(State.FINE);
        }

        @Test
        void takesNoRealmOfTheServerForAFault() {
            assertThat(new AccountCheck(false, Optional.empty(), true)
                            .finding(cures)
                            .state())
                    .isEqualTo(State.NOTE);
        }

        @Test
        void triesTheQueryOfAccounts() {
            Finding failing = new AccountCheck(
                            false,
                            Optional.of(caller -> {
                                throw new IllegalStateException("failed", new SQLException("no table USERS"));
                            }),
                            true)
                    .finding(cures);
            assertThat(failing.isWrong()).isTrue();
            assertThat(failing.finding()).contains("passkeys.account.active-query", "no table USERS");
            assertThat(new AccountCheck(false, Optional.of(caller -> false), false)
                            .finding(cures)
                            .state())
                    .isEqualTo(State.FINE);
        }

        private Finding groups(GroupSource source, boolean lost, boolean compared) {
            return LoginChecks.groups(source, lost, compared, cures);
        }

        @Test
        void tellsWhereGroupsComeFrom() {
            assertThat(groups(GroupSource.IDENTITY_STORES, false, true).state()).isEqualTo(State.FINE);
            assertThat(groups(GroupSource.CONTAINER, false, true).state()).isEqualTo(State.NOTE);
            assertThat(groups(GroupSource.PASSWORD_ALONE, false, true).state()).isEqualTo(State.NOTE);
            assertThat(groups(GroupSource.PASSWORD_ALONE, false, true).cure().on(Servers.OTHER))
                    .containsExactly("passkeys.groups.remembered=true");
            assertThat(groups(GroupSource.PASSWORD_ALONE, true, true).isWrong()).isTrue();
            assertThat(groups(GroupSource.STORES_WITHIN_PASSWORD, false, true).state())
                    .isEqualTo(State.FINE);
            assertThat(groups(GroupSource.STORES_WITHIN_PASSWORD, false, false).isWrong())
                    .isTrue();
            assertThat(LoginChecks.principal(Optional.empty())).isEmpty();
            assertThat(LoginChecks.principal(Optional.of("com.example.Clerk")))
                    .hasValueSatisfying(finding -> assertThat(finding.isWrong()).isTrue());
            assertThat(LoginChecks.registration(true, false, cures))
                    .hasValueSatisfying(finding -> assertThat(finding.isWrong()).isTrue());
            Cures own = new Cures(new ApplicationName("shop"), key -> "passkeys.app.shop.registration");
            assertThat(LoginChecks.registration(true, false, own)).hasValueSatisfying(finding -> {
                assertThat(finding.finding()).contains("passkeys.app.shop.registration=open");
                assertThat(finding.cure().on(Servers.OTHER)).containsExactly("passkeys.app.shop.registration=closed");
            });
            assertThat(LoginChecks.registration(true, true, cures)).isEmpty();
            assertThat(LoginChecks.registration(false, false, cures)).isEmpty();
        }

        @Test
        void notesThatAPasswordLeadsPastAStepUp() {
            assertThat(LoginChecks.changes(true, false, cures)).hasValueSatisfying(finding -> {
                assertThat(finding.state()).isEqualTo(State.NOTE);
                assertThat(finding.cure().on(Servers.WILDFLY))
                        .anyMatch(line -> line.contains("passkeys.manage.requires"));
            });
            assertThat(LoginChecks.changes(true, true, cures))
                    .hasValueSatisfying(finding -> assertThat(finding.state()).isEqualTo(State.FINE));
            assertThat(LoginChecks.changes(false, false, cures)).isEmpty();
        }

        @Test
        void warnsWhereTheRealmTakesSpellingsThatTheRulesTellApart() {
            assertThat(LoginChecks.userNames(true, true, cures)).satisfies(finding -> {
                assertThat(finding.state()).isEqualTo(State.WRONG);
                assertThat(finding.cure().on(Servers.WILDFLY)).anyMatch(line -> line.contains("passkeys.user-names"));
            });
            assertThat(LoginChecks.userNames(true, false, cures).state()).isEqualTo(State.FINE);
            assertThat(LoginChecks.userNames(false, true, cures).state()).isEqualTo(State.FINE);
        }

        @Test
        void warnsOfRulesThatEndWithAWrongSetting() {
            assertThat(LoginChecks.rules(true, false, cures)).hasValueSatisfying(finding -> {
                assertThat(finding.isWrong()).isTrue();
                assertThat(finding.cure().on(Servers.WILDFLY))
                        .anyMatch(line -> line.contains("passkeys.on-invalid-settings"));
            });
            assertThat(LoginChecks.rules(true, true, cures))
                    .hasValueSatisfying(finding -> assertThat(finding.state()).isEqualTo(State.FINE));
            assertThat(LoginChecks.rules(false, false, cures)).isEmpty();
        }

        private LoginChecks login(Method method, String mechanism) {
            return new LoginChecks(method, true, mechanism, null, null);
        }
    }

    @Nested
    @DisplayName("Of the session cookie")
    class Cookie {

        @Test
        void isContentWithASafeOne() {
            assertThat(new CookieCheck(true, true, false)
                            .cookie(Servers.WILDFLY, true, cures)
                            .state())
                    .isEqualTo(State.FINE);
            assertThat(new CookieCheck(true, false, false)
                            .cookie(Servers.WILDFLY, false, cures)
                            .state())
                    .isEqualTo(State.FINE);
            assertThat(new CookieCheck(true, true, false).tracking(cures).state())
                    .isEqualTo(State.FINE);
        }

        @Test
        void namesWhatItLacks() {
            assertThat(new CookieCheck(false, false, false)
                            .cookie(Servers.WILDFLY, true, cures)
                            .finding())
                    .endsWith("lacks http-only and secure.");
            assertThat(new CookieCheck(false, true, false)
                            .cookie(Servers.WILDFLY, true, cures)
                            .finding())
                    .endsWith("lacks http-only.");
            assertThat(new CookieCheck(false, false, false)
                            .cookie(Servers.WILDFLY, false, cures)
                            .finding())
                    .endsWith("lacks http-only.");
            Finding insecure = new CookieCheck(true, false, false).cookie(Servers.WILDFLY, true, cures);
            assertThat(insecure.isWrong()).isTrue();
            assertThat(insecure.finding()).endsWith("lacks secure.");
            assertThat(insecure.cure().on(Servers.WILDFLY))
                    .contains(
                            "  /subsystem=undertow/servlet-container=default/setting=session-cookie:add(http-only=true,secure=true)");
        }

        @Test
        void knowsThatPayaraMakesItSecureByItself() {
            assertThat(new CookieCheck(true, false, false)
                            .cookie(Servers.PAYARA, true, cures)
                            .state())
                    .isEqualTo(State.NOTE);
            assertThat(new CookieCheck(false, false, false)
                            .cookie(Servers.PAYARA, true, cures)
                            .isWrong())
                    .isTrue();
        }

        @Test
        void warnsOfSessionIdsInAddresses() {
            assertThat(new CookieCheck(true, true, true).tracking(cures).isWrong())
                    .isTrue();
        }
    }

    @Nested
    @DisplayName("Of where passkeys are kept")
    class Storage {

        private final StorageChecks production = new StorageChecks("jdbc/passkeys", false, cures);

        @Test
        void isContentWithADatabase() {
            assertThat(production.all(
                            () -> new StorageReport("PostgreSQL 14.5", false), () -> {}, Optional.of("a.Provider")))
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(State.FINE));
        }

        @Test
        void warnsOfMemoryUnlessInDevelopment() {
            StorageReport memory = new StorageReport("H2 2.3", true);
            assertThat(production.atStart(() -> memory))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.isWrong()).isTrue());
            assertThat(new StorageChecks("x", true, cures).atStart(() -> memory))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.state()).isEqualTo(State.NOTE));
        }

        @Test
        void looksForNoTablesWhereThereIsNoDatabase() {
            List<Finding> all = production.all(
                    () -> {
                        throw new StoreUnavailableException("there is no data source jdbc/passkeys");
                    },
                    () -> {
                        throw new AssertionError();
                    },
                    Optional.of("a.Provider"));

            assertThat(all).extracting(Finding::check).containsExactly("data-source", "jpa-provider");
            assertThat(all.get(0).finding()).contains("there is no data source jdbc/passkeys");
            assertThat(all.get(0).cure().on(Servers.PAYARA))
                    .anyMatch(line -> line.startsWith("asadmin create-jdbc-connection-pool "))
                    .contains("asadmin create-jdbc-resource --connectionpoolid=passkeys jdbc/passkeys");
        }

        @Test
        void saysThatTablesAreMissing() {
            List<Finding> all = production.all(
                    () -> new StorageReport("PostgreSQL 14.5", false),
                    () -> {
                        throw new StoreUnavailableException("there are no tables");
                    },
                    Optional.empty());

            assertThat(all).extracting(Finding::isWrong).containsExactly(false, true, true);
            assertThat(all.get(1).cure().on(Servers.OTHER)).contains("passkeys.schema=migrate");
        }

        @Test
        void leavesToWhoeverOpensTheStoreThatItDoesNotOpen() {
            assertThat(production.atStart(() -> {
                        throw new StoreUnavailableException("away");
                    }))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("Of the security domain of WildFly")
    class SecurityDomain {

        @Test
        void warnsWhereItKnowsNoUserOfTheApplication() {
            Finding finding = new SecurityDomainCheck("other", Sight.INTEGRATED).finding(true, cures);
            assertThat(finding.isWrong()).isTrue();
            assertThat(finding.cure().on(Servers.WILDFLY))
                    .containsExactly(
                            "/subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)",
                            "reload");
            assertThat(new SecurityDomainCheck("other", Sight.INTEGRATED)
                            .finding(false, cures)
                            .state())
                    .isEqualTo(State.FINE);
        }

        @Test
        void warnsWhereNoMechanismIsAsked() {
            Finding absent = new SecurityDomainCheck("shop", Sight.ABSENT).finding(true, cures);
            assertThat(absent.isWrong()).isTrue();
            assertThat(absent.cure().on(Servers.WILDFLY))
                    .contains(
                            "/subsystem=undertow/application-security-domain=shop:add(security-domain=ApplicationDomain,integrated-jaspi=false)");
            Finding off = new SecurityDomainCheck("shop", Sight.NO_MECHANISMS).finding(false, cures);
            assertThat(off.isWrong()).isTrue();
            assertThat(off.cure().on(Servers.WILDFLY)).anyMatch(line -> line.contains("enable-jaspi,value=true"));
        }

        @Test
        void isContentWithAnOpenOneForIdentityStores() {
            assertThat(new SecurityDomainCheck("x", Sight.OPEN)
                            .finding(true, cures)
                            .state())
                    .isEqualTo(State.FINE);
            assertThat(new SecurityDomainCheck("x", Sight.OPEN)
                            .finding(false, cures)
                            .state())
                    .isEqualTo(State.NOTE);
        }

        @Test
        void tellsHowToLookWhereItCannot() {
            assertThat(new SecurityDomainCheck("x", Sight.HIDDEN)
                            .finding(true, cures)
                            .cure()
                            .on(Servers.WILDFLY))
                    .containsExactly("/subsystem=undertow/application-security-domain=x:read-resource");
        }
    }

    @Nested
    @DisplayName("Of the realm that web.xml names")
    class Realm {

        @Test
        void isContentWithOneThatIsThereAndWithNone() {
            assertThat(new RealmCheck("", true, false).finding(cures).state()).isEqualTo(State.FINE);
            assertThat(new RealmCheck("file", false, false).finding(cures).state())
                    .isEqualTo(State.FINE);
        }

        @Test
        void warnsWhereTheServerHasNone() {
            Finding finding = new RealmCheck("Shop", true, false).finding(cures);
            assertThat(finding.isWrong()).isTrue();
            assertThat(finding.finding()).contains("\"Shop\"", "no roles after a passkey sign-in");
            assertThat(finding.cure().on(Servers.PAYARA))
                    .startsWith(
                            "asadmin create-auth-realm --classname com.sun.enterprise.security.auth.realm.file.FileRealm --property"
                                    + " 'file=${com.sun.aas.instanceRoot}/config/keyfile:jaas-context=fileRealm' Shop")
                    .contains(
                            "asadmin set-config-property --source=domain --propertyName=passkeys.groups.remembered --propertyValue=true");
            assertThat(finding.cure().on(Servers.WILDFLY)).isEmpty();
        }

        @Test
        void isContentWhereTheSettingsSayWhereGroupsComeFrom() {
            assertThat(new RealmCheck("Shop", true, true).finding(cures).state())
                    .isEqualTo(State.FINE);
        }
    }

    @Test
    void writesTheWellKnownFilesForWhoeverServesTheRoot() {
        Map<String, String> files = Map.of("/.well-known/webauthn", "{\"origins\":[]}");

        assertThat(wellKnown("", "https://example.org", files).state()).isEqualTo(State.FINE);
        assertThat(wellKnown("/shop", "https://example.org", files).cure().on(Servers.OTHER))
                .contains(
                        "# nginx, in the server of example.org",
                        "location = /.well-known/webauthn { default_type application/json; return 200 '{\"origins\":[]}'; }");
    }

    @Test
    void missesTheWellKnownFilesOnTheHostOfTheRpIdWhereTheApplicationIsOnAnother() {
        Finding finding = wellKnown("", "https://app.example.org", Map.of());

        assertThat(finding.state()).isEqualTo(State.NOTE);
        assertThat(finding.finding()).contains("the root of example.org");
        assertThat(wellKnown("", "https://app.example.org,https://example.org:8443", Map.of())
                        .state())
                .isEqualTo(State.FINE);
    }

    private Finding wellKnown(String contextPath, String origins, Map<String, String> files) {
        RelyingPartySettings relyingParty = SettingsReader.read(
                        SettingSource.of(Map.of("passkeys.rp.id", "example.org", "passkeys.origins", origins)))
                .relyingParty();
        return WellKnownCheck.finding(contextPath, relyingParty, files, cures);
    }
}
