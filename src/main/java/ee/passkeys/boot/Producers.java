// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.RolloutRule;
import ee.passkeys.admin.RuntimeChanges;
import ee.passkeys.admin.ServerDatabase;
import ee.passkeys.api.PasskeyAccounts;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.application.ServerRealm;
import ee.passkeys.audit.AuditLog;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.ceremony.AccountIds;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StoredPasskeyAccounts;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.SealSettings;
import ee.passkeys.config.SettingsInForce;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.sql.MailStatements.Sender;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.event.Events;
import ee.passkeys.mail.MailDelivery;
import ee.passkeys.mail.MailOutbox;
import ee.passkeys.metrics.Metrics;
import ee.passkeys.policy.ChangeRule;
import ee.passkeys.policy.EnrollmentPrompts;
import ee.passkeys.policy.Rollout;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import ee.passkeys.token.Tokens;
import ee.passkeys.ui.Provider;
import ee.passkeys.ui.Providers;
import ee.passkeys.value.NodeName;
import ee.passkeys.value.OfPasskeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Producers of the parts that are not beans themselves. */
@ApplicationScoped
public class Producers {

    private static final String UNKNOWN_PROVIDER = "Passkey";

    /** Made by the container. */
    public Producers() {}

    @Produces
    @Singleton
    @Typed(Settings.class)
    Settings settings(WebApplication application) {
        return application.configuration().settings();
    }

    @Produces
    @Singleton
    @Typed(SettingsInForce.class)
    SettingsInForce inForce(WebApplication application) {
        return application.configuration().inForce();
    }

    @Produces
    @Singleton
    Switch passkeys(WebApplication application) {
        return application.configuration().passkeys();
    }

    /** Of the application that we are in, whatever producers of its own it has. */
    @Produces
    @OfPasskeys
    ServletContext context(WebApplication application) {
        return application.contextAtRequests();
    }

    @Produces
    ServerProfile server() {
        return Servers.current();
    }

    @Produces
    @Singleton
    ContainerRealm realm(ServerProfile server) {
        return ServerRealm.of(server);
    }

    @Produces
    @Singleton
    @OfPasskeys
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    @OfPasskeys
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Providers providers() {
        return Providers.bundled();
    }

    @Produces
    @Singleton
    @Typed({JpaPasskeyTransactions.class, PasskeyTransactions.class})
    JpaPasskeyTransactions store(
            Settings settings, ServerProfile server, AuditRecorder audit, @OfPasskeys SecureRandom random) {
        return JpaPasskeyTransactions.inContainer(
                settings.storage(),
                server,
                seals(settings.storage().seals()),
                settings.mail().session().isPresent()
                        ? audit.journal().and(new MailOutbox(mailSender(settings), random))
                        : audit.journal());
    }

    private static Sender mailSender(Settings settings) {
        return new Sender(settings.storage().userBase().id(), settings.mail().application());
    }

    @Produces
    @Singleton
    @Typed(MailDelivery.class)
    MailDelivery mailDelivery(Settings settings, @OfPasskeys Clock clock) {
        return MailDelivery.inContainer(
                settings.mail(), mailSender(settings), settings.relyingParty().name(), clock);
    }

    private static RowSeals seals(SealSettings settings) {
        return new RowSeals(
                RowSeals.keys(settings.secret().stream()
                        .flatMap(secret -> Stream.concat(Stream.of(secret), settings.previousSecret().stream()))),
                settings.unsealedAccepted());
    }

    void close(@Disposes JpaPasskeyTransactions store) {
        store.close();
    }

    @Produces
    @Singleton
    @Typed(AuditRecorder.class)
    AuditRecorder auditTable(
            Settings settings, RequestAddress client, @OfPasskeys SecureRandom random, @OfPasskeys Clock clock) {
        return new AuditRecorder(
                settings.audit(),
                settings.storage().userBase().id(),
                new AuditTrail.Source(NodeName.current(), client::origin, client::now),
                random,
                clock);
    }

    @Produces
    @Singleton
    Events events(
            ApplicationBeans host,
            AuditLog audit,
            AuditRecorder table,
            JpaPasskeyTransactions store,
            Metrics metrics,
            RequestAddress client) {
        return new EventRelay(List.of(
                event -> audit.write(event, client.now()),
                event -> table.record(event, store),
                metrics::count,
                host.observers()));
    }

    @Produces
    @Singleton
    PasskeyAccounts accounts(JpaPasskeyTransactions store, Events events, @OfPasskeys Clock clock) {
        return new StoredPasskeyAccounts(store, events, clock);
    }

    @Produces
    @Singleton
    @Typed(AdminDatabase.class)
    AdminDatabase database(JpaPasskeyTransactions store) {
        return new ServerDatabase(store);
    }

    @Produces
    @Singleton
    @Typed(Administration.class)
    Administration administration(
            Settings settings, Rollout rollout, AdminDatabase database, Events events, @OfPasskeys Clock clock) {
        return new Administration(
                database,
                settings.storage().userBase(),
                events,
                clock,
                seals(settings.storage().seals()),
                () -> RolloutRule.of(rollout.settings()));
    }

    @Produces
    @Singleton
    @Typed(Codes.class)
    Codes codes(
            Settings settings,
            ApplicationBeans host,
            WebApplication application,
            JpaPasskeyTransactions store,
            Events events,
            @OfPasskeys SecureRandom random,
            @OfPasskeys Clock clock) {
        return new Codes(
                new ServerDatabase(store),
                settings.storage().userBase(),
                host.accountStatus(settings, application),
                events,
                random,
                clock);
    }

    @Produces
    @Singleton
    AccountIds accountIds(
            Settings settings,
            ApplicationBeans host,
            WebApplication application,
            JpaPasskeyTransactions store,
            Events events,
            @OfPasskeys Clock clock) {
        return AccountIds.of(settings, host.accountStatus(settings, application), store, events, clock);
    }

    @Produces
    @Singleton
    Rollout rollout(Settings settings, WebApplication application) {
        return new Rollout(settings, application.configuration().runtime()::rollout);
    }

    @Produces
    @Singleton
    @Typed(RuntimeChanges.class)
    RuntimeChanges runtimeChanges(
            Settings settings,
            WebApplication application,
            AdminDatabase database,
            Events events,
            @OfPasskeys Clock clock) {
        return new RuntimeChanges(
                database,
                settings.storage().userBase(),
                application.configuration().runtime()::check,
                application.configuration().runtime()::know,
                events,
                clock);
    }

    @Produces
    @Singleton
    ChangeRule changeRule(Settings settings, Rollout rollout, JpaPasskeyTransactions store, ApplicationBeans host) {
        return new ChangeRule(settings, rollout, store, host::spelling);
    }

    @Produces
    @Singleton
    EnrollmentPrompts invitations(Rollout rollout, JpaPasskeyTransactions store, @OfPasskeys Clock clock) {
        return new EnrollmentPrompts(rollout, store, clock);
    }

    @Produces
    @Singleton
    @Typed(HostCeremonies.class)
    HostCeremonies ceremonies(
            Settings settings,
            JpaPasskeyTransactions store,
            Providers providers,
            ApplicationBeans host,
            WebApplication application,
            Events events,
            @OfPasskeys SecureRandom random,
            @OfPasskeys Clock clock) {
        return HostCeremonies.of(
                settings,
                store,
                new PasskeyCeremonies.Host(
                        host.accountStatus(settings, application),
                        host.unclaimed(settings, application),
                        aaguid -> providers.of(aaguid).map(Provider::name).orElse(UNKNOWN_PROVIDER),
                        events,
                        random,
                        clock));
    }

    @Produces
    @Singleton
    @Typed(Tokens.class)
    Tokens tokens(
            Settings settings,
            JpaPasskeyTransactions store,
            HostCeremonies ceremonies,
            Events events,
            @OfPasskeys SecureRandom random,
            @OfPasskeys Clock clock) {
        return new Tokens(settings, store, ceremonies.main(), events, random, clock);
    }
}
