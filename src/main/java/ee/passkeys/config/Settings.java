// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Origin;
import ee.passkeys.value.UrlPattern;
import ee.passkeys.value.UserBase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of an application, read once at startup.
 *
 * @param enabled whether anything is done at all
 * @param relyingParties who asks for passkeys, and where
 * @param corsOrigins the front ends of other origins that may call the endpoints; usually none
 * @param apps the native apps that share the passkeys
 * @param ceremonies how the two ceremonies are run
 * @param storage where the passkeys are kept
 * @param accounts which accounts may sign in
 * @param pages where browsers are sent
 * @param appearance what users see on our pages
 * @param limits how often one client may call
 * @param graft what is done to the application's login page
 * @param rollout whom passkeys are for
 * @param stepUp where a fresh proof is asked for
 * @param groups what groups a passkey gives
 * @param tokens what native apps get
 * @param adminRole role of the application whose callers may read what the doctor finds
 * @param administration what operators may do
 * @param audit what is recorded in the database
 * @param metrics what monitoring systems see
 * @param mail what users are told by mail
 */
public record Settings(
        boolean enabled,
        RelyingParties relyingParties,
        List<Origin> corsOrigins,
        AppSettings apps,
        CeremonySettings ceremonies,
        StorageSettings storage,
        AccountSettings accounts,
        PageSettings pages,
        AppearanceSettings appearance,
        LimitSettings limits,
        GraftSettings graft,
        RolloutSettings rollout,
        StepUpSettings stepUp,
        GroupSettings groups,
        TokenSettings tokens,
        String adminRole,
        AdminSettings administration,
        AuditSettings audit,
        MetricsSettings metrics,
        MailSettings mail) {

    /**
     * Returns the relying party of {@code passkeys.rp.id}, which a request may have another of.
     *
     * @return the main one
     */
    public RelyingPartySettings relyingParty() {
        return relyingParties.main();
    }

    /**
     * Settings of the mail to users.
     *
     * @param session JNDI name of the mail session, or empty for no mail
     * @param sender address that the mail is from
     * @param addressQuery SQL with one parameter for the name, whose first column is the address of the user
     * @param dataSource JNDI name of where it runs
     * @param language language of the mail
     * @param application context path of the application, {@code /} for the one at the root
     * @param address address of the page "My passkeys"
     * @param newDevice whether users get mail about a sign-in in another browser
     */
    public record MailSettings(
            Optional<String> session,
            String sender,
            Optional<String> addressQuery,
            String dataSource,
            String language,
            String application,
            String address,
            boolean newDevice) {}

    /**
     * Settings of the numbers for monitoring systems.
     *
     * @param on whether they are shown
     * @param secret of a monitoring system, or empty to show them to administrators alone
     * @param readiness the readiness check of MicroProfile Health
     */
    public record MetricsSettings(boolean on, Optional<String> secret, Readiness readiness) {

        /** Omits the secret. */
        @Override
        public String toString() {
            return "MetricsSettings[on=" + on + ", readiness=" + readiness + "]";
        }
    }

    /**
     * Settings of the audit table.
     *
     * @param secret seals its rows, or empty where there is no table
     * @param previousSecret the one before
     * @param retention how long rows are kept
     */
    public record AuditSettings(Optional<String> secret, Optional<String> previousSecret, Duration retention) {

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "AuditSettings[table=" + secret.isPresent() + ", retention=" + retention + "]";
        }
    }

    /**
     * Settings of the administration.
     *
     * @param role role of the application whose callers may administer users, or empty where callers of no role may
     * @param codeLifetime how long an enrollment code can be used
     * @param codeApprovals how many operators have to agree to one
     * @param recoveryCodes whether users may have recovery codes
     * @param jmx whether JMX may do what administrators do
     */
    public record AdminSettings(
            Optional<String> role, Duration codeLifetime, int codeApprovals, boolean recoveryCodes, boolean jmx) {

        /**
         * Tells whether any code can be used.
         *
         * @return false where neither operators nor users can have one
         */
        public boolean hasCodes() {
            return role.isPresent() || recoveryCodes;
        }
    }

    /**
     * Settings of the ceremonies.
     *
     * @param openRegistration whether visitors may make an account with a passkey
     * @param withoutRealm whether they may even where the server's realm cannot be asked for the name
     * @param userVerification how much verification of the user is asked for
     * @param algorithms the COSE algorithms offered and accepted, the best first
     * @param lifetime how long a ceremony may take
     * @param rejectFallenCounter whether a counter that did not grow refuses the login, or is only reported
     * @param recentSignIn how recent a sign-in must be for a change of passkeys
     * @param changeWithPasskey whether callers who have a passkey must have used one for it
     * @param mostPerUser how many passkeys one user may have
     * @param hints kinds of authenticators that browsers offer first
     */
    public record CeremonySettings(
            boolean openRegistration,
            boolean withoutRealm,
            UserVerification userVerification,
            List<Integer> algorithms,
            Duration lifetime,
            boolean rejectFallenCounter,
            Duration recentSignIn,
            boolean changeWithPasskey,
            int mostPerUser,
            List<String> hints) {}

    /**
     * Settings of the storage of passkeys.
     *
     * @param dataSource JNDI name
     * @param schema what is done with the tables at start
     * @param userBase whose users the callers are
     * @param secret the shared secret, or empty to keep one in the database
     * @param previousSecret the one before
     * @param seals seals of the rows of passkeys
     */
    public record StorageSettings(
            String dataSource,
            SchemaMode schema,
            UserBase userBase,
            Optional<String> secret,
            Optional<String> previousSecret,
            SealSettings seals) {

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "StorageSettings[dataSource=" + dataSource + ", schema=" + schema + ", userBase=" + userBase + "]";
        }
    }

    /**
     * Settings of the seals of rows.
     *
     * @param secret makes them, or empty for none
     * @param previousSecret the one before
     * @param unsealedAccepted whether a passkey without a seal counts
     */
    public record SealSettings(Optional<String> secret, Optional<String> previousSecret, boolean unsealedAccepted) {

        /** No seals. */
        public static final SealSettings NONE = new SealSettings(Optional.empty(), Optional.empty(), false);

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "SealSettings[on=" + secret.isPresent() + ", unsealedAccepted=" + unsealedAccepted + "]";
        }
    }

    /** Management of the tables at startup. */
    public enum SchemaMode {
        /** Creates or updates the tables. */
        MIGRATE,
        /** Checks that the tables are up to date; otherwise the store does not open. */
        VALIDATE,
        /** Neither creates nor checks the tables. */
        OFF
    }

    /**
     * Settings of the account status.
     *
     * @param activeQuery SQL with one parameter for the name, which finds a row when the account is active
     * @param idQuery SQL with one parameter for the name, whose first column tells the account from a later one of the same name
     * @param dataSource JNDI name of where they run
     */
    public record AccountSettings(Optional<String> activeQuery, Optional<String> idQuery, String dataSource) {}

    /**
     * Settings of the pages to which browsers are redirected.
     *
     * @param login path of the sign-in page within the application
     * @param home path within the application that a sign-in leads to
     * @param unauthenticated what a client gets that is not signed in
     */
    public record PageSettings(String login, String home, Unauthenticated unauthenticated) {}

    /** What a client gets that is not signed in and requests a protected resource of an application with {@code login-config}. */
    public enum Unauthenticated {
        /** The container's own answer. */
        CONTAINER,
        /** The same for browsers, a problem for other clients. */
        PROBLEM,
        /** A redirect to the sign-in page for browsers, a problem for other clients. */
        PAGE
    }

    /**
     * Settings of the rate limits.
     *
     * @param perAddress calls a minute of one address
     * @param perName ceremonies a minute for one name
     * @param addressHeader the header in which a proxy puts the client's address, or empty to take the connection's
     */
    public record LimitSettings(int perAddress, int perName, Optional<String> addressHeader) {}

    /**
     * Settings of the enhanced login form.
     *
     * @param mode whether anything is
     * @param form CSS selector of the form, or empty for the one that is sent to {@code j_security_check}
     */
    public record GraftSettings(GraftMode mode, Optional<String> form) {}

    /** Mode of the enhanced login form. */
    public enum GraftMode {
        /** Leaves the login page unchanged. */
        OFF,
        /** Leaves the login page unchanged, and logs what would change. */
        REPORT,
        /** Adds passkeys to the login page. */
        ON
    }

    /**
     * Settings of the rollout.
     *
     * @param level how far they are rolled out for callers in none of the groups
     * @param groups how far they are for the callers of a group, by its name
     * @param grace how long who has to have one may still skip the page for it
     * @param enrollment whether callers are asked after a login by password
     * @param again how long nobody is asked again who has skipped that
     * @param passwordOffWhenSafe whether the password of callers is refused who can do without
     * @param breakGlass names of callers who never have to have a passkey, and always have their password
     */
    public record RolloutSettings(
            Level level,
            Map<String, Level> groups,
            Duration grace,
            Enrollment enrollment,
            Duration again,
            boolean passwordOffWhenSafe,
            Set<String> breakGlass) {

        /**
         * The same with another general level.
         *
         * @param other the level of callers in none of the groups
         * @return settings that are otherwise the same
         */
        public RolloutSettings with(Level other) {
            return new RolloutSettings(other, groups, grace, enrollment, again, passwordOffWhenSafe, breakGlass);
        }

        /**
         * Tells whether the enrollment page may be shown to any user.
         *
         * @return false where nobody has to have one, nor is offered one
         */
        public boolean asks() {
            return enrollment != Enrollment.OFF || levels().contains(Level.REQUIRE);
        }

        /**
         * Returns the levels in use.
         *
         * @return the general one, and those of the groups
         */
        public Set<Level> levels() {
            Set<Level> levels = EnumSet.of(level);
            levels.addAll(groups.values());
            return levels;
        }
    }

    /** Readiness check of MicroProfile Health. */
    public enum Readiness {
        /** No check. */
        OFF,
        /** A check that shows the health of passkeys and is always UP. */
        REPORT,
        /** A check that is DOWN while passkeys are. */
        FAIL
    }

    /** Enrollment of users without a passkey after a password sign-in. */
    public enum Enrollment {
        /** Does not ask. */
        OFF,
        /** Shows the enrollment page. */
        PAGE,
        /** Lets the browser create a passkey without a prompt, and shows the page if it does not. */
        SILENT
    }

    /**
     * Settings of step-up authentication: where users confirm with a passkey, and how long a confirmation counts.
     *
     * @param paths for paths within the application
     * @param roles for callers in a role, by its name
     */
    public record StepUpSettings(Map<UrlPattern, Duration> paths, Map<String, Duration> roles) {

        /**
         * Tells whether step-up authentication is used at all.
         *
         * @return false when nothing is set
         */
        public boolean isAsked() {
            return !paths.isEmpty() || !roles.isEmpty();
        }
    }

    /** Rollout level, in order of strictness. */
    public enum Level {
        /** Passkeys can be neither created nor used. */
        OFF,
        /** Passkeys are optional. */
        OFFER,
        /** A passkey is required. */
        REQUIRE
    }

    /**
     * Settings of the groups that a passkey sign-in gives.
     *
     * @param query SQL with one parameter for the name, whose first column are the groups; empty to have others asked
     * @param dataSource JNDI name of where it runs
     * @param remembered whether those of the last login by password are given where nothing else knows any
     * @param parity what is done where they are more than the password gave
     * @param byOrigin the groups that sign-ins from an origin may give at most; an origin that is not in it may give all
     */
    public record GroupSettings(
            Optional<String> query,
            String dataSource,
            boolean remembered,
            ParityMode parity,
            Map<Origin, Set<String>> byOrigin) {

        /**
         * Tells whether the groups of password sign-ins are used.
         *
         * @return false where it need not be kept
         */
        public boolean readsPasswordGroups() {
            return remembered || parity != ParityMode.OFF;
        }

        /**
         * Tells what a sign-in may give at most. Where any origin is limited, a sign-in of unknown origin may give nothing.
         *
         * @param origin where the passkey was used, if that is known
         * @return the groups, or empty where all may be given
         */
        public Optional<Set<String>> mostFrom(Optional<Origin> origin) {
            if (byOrigin.isEmpty()) {
                return Optional.empty();
            }
            return origin.isEmpty() ? Optional.of(Set.of()) : Optional.ofNullable(byOrigin.get(origin.get()));
        }
    }

    /**
     * Settings of the tokens of native apps and programs.
     *
     * @param on whether there are any
     * @param issuer who issues access tokens
     * @param audience for whom they are
     * @param lifetime how long an access token is valid
     * @param refreshLifetime how long after the use of a passkey the refresh tokens are
     * @param keyLifetime how old a key may be that signs
     */
    public record TokenSettings(
            boolean on,
            String issuer,
            String audience,
            Duration lifetime,
            Duration refreshLifetime,
            Duration keyLifetime) {}

    /** Reaction to a passkey sign-in that gives other groups than the password did. */
    public enum ParityMode {
        /** The groups are not compared. */
        OFF,
        /** The difference is audited. */
        REPORT,
        /** The difference is audited, and a sign-in with more groups than the password gave is rejected. */
        REFUSE_MORE,
        /** The difference is audited, and the sign-in is rejected. */
        REFUSE
    }
}
