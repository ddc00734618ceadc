// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.UrlPattern;
import ee.passkeys.value.UserBase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, read once at start.
 *
 * @param enabled whether anything is done at all
 * @param relyingParty who asks for passkeys, and where
 * @param apps the native apps that share the passkeys
 * @param ceremonies how the two ceremonies are run
 * @param storage where the passkeys are kept
 * @param accounts which accounts may sign in
 * @param pages where browsers are sent
 * @param limits how often one client may call
 * @param graft what is done to the host's login page
 * @param rollout whom passkeys are for
 * @param stepUp where a fresh proof is asked for
 * @param groups what groups a passkey gives
 * @param doctorRole role of the application whose callers may read what the doctor finds
 */
public record Settings(
        boolean enabled,
        RelyingPartySettings relyingParty,
        AppSettings apps,
        CeremonySettings ceremonies,
        StorageSettings storage,
        AccountSettings accounts,
        PageSettings pages,
        LimitSettings limits,
        GraftSettings graft,
        RolloutSettings rollout,
        StepUpSettings stepUp,
        GroupSettings groups,
        String doctorRole) {

    /**
     * How the ceremonies are run.
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
            int mostPerUser) {}

    /**
     * Where the passkeys are kept.
     *
     * @param dataSource JNDI name
     * @param schema what is done with the tables at start
     * @param userBase whose users the callers are
     * @param secret the shared secret, or empty to keep one in the database
     * @param previousSecret the one before
     */
    public record StorageSettings(
            String dataSource,
            SchemaMode schema,
            UserBase userBase,
            Optional<String> secret,
            Optional<String> previousSecret) {

        /** Tells no secret. */
        @Override
        public String toString() {
            return "StorageSettings[dataSource=" + dataSource + ", schema=" + schema + ", userBase=" + userBase + "]";
        }
    }

    /** What is done with the tables at start. */
    public enum SchemaMode {
        /** Bring them up to date. */
        MIGRATE,
        /** Check that they are up to date, and do not start when they are not. */
        VALIDATE,
        /** Neither. */
        OFF
    }

    /**
     * Which accounts may sign in.
     *
     * @param activeQuery SQL with one parameter for the name, which finds a row when the account is active
     * @param dataSource JNDI name of where it runs
     */
    public record AccountSettings(Optional<String> activeQuery, String dataSource) {}

    /**
     * Where browsers are sent.
     *
     * @param login path of the sign-in page within the application
     * @param home path within the application that a sign-in leads to
     */
    public record PageSettings(String login, String home) {}

    /**
     * How often one client may call.
     *
     * @param perAddress calls a minute of one address
     * @param perName ceremonies a minute for one name
     * @param addressHeader the header in which a proxy puts the client's address, or empty to take the connection's
     */
    public record LimitSettings(int perAddress, int perName, Optional<String> addressHeader) {}

    /**
     * What is done to the host's login page.
     *
     * @param mode whether anything is
     * @param form CSS selector of the form, or empty for the one that is sent to {@code j_security_check}
     */
    public record GraftSettings(GraftMode mode, Optional<String> form) {}

    /** Whether the host's login page is changed. */
    public enum GraftMode {
        /** It is not looked at. */
        OFF,
        /** It stays as it is, and the log says what would be changed. */
        REPORT,
        /** It gets passkeys. */
        ON
    }

    /**
     * Whom passkeys are for.
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
            Enrolment enrollment,
            Duration again,
            boolean passwordOffWhenSafe,
            Set<String> breakGlass) {

        /**
         * Whether anybody is asked for a passkey.
         *
         * @return false where nobody has to have one, nor is offered one
         */
        public boolean asks() {
            return enrollment != Enrolment.OFF || levels().contains(Level.REQUIRE);
        }

        /**
         * The levels that somebody may be at.
         *
         * @return the general one, and those of the groups
         */
        public Set<Level> levels() {
            Set<Level> levels = EnumSet.of(level);
            levels.addAll(groups.values());
            return levels;
        }
    }

    /** Whether callers without a passkey are asked to create one after a login by password. */
    public enum Enrolment {
        /** They are not. */
        OFF,
        /** By a page. */
        PAGE,
        /** By the browser, unasked; by a page where it does not. */
        SILENT
    }

    /**
     * Where callers have to confirm with a passkey, and how long ago they may have done so.
     *
     * @param paths for paths within the application
     * @param roles for callers in a role, by its name
     */
    public record StepUpSettings(Map<UrlPattern, Duration> paths, Map<String, Duration> roles) {

        /**
         * Whether it is asked for anywhere.
         *
         * @return false when nothing is set
         */
        public boolean isAsked() {
            return !paths.isEmpty() || !roles.isEmpty();
        }
    }

    /** How far passkeys are rolled out, the strictest last. */
    public enum Level {
        /** Nobody makes a passkey, nor signs in with one. */
        OFF,
        /** Who likes may have one. */
        OFFER,
        /** Everybody has to have one. */
        REQUIRE
    }

    /**
     * What groups a passkey gives.
     *
     * @param query SQL with one parameter for the name, whose first column are the groups; empty to have others asked
     * @param dataSource JNDI name of where it runs
     * @param remembered whether those of the last login by password are given where nothing else knows any
     * @param parity what is done where they are more than the password gave
     */
    public record GroupSettings(Optional<String> query, String dataSource, boolean remembered, ParityMode parity) {

        /**
         * Whether it is of use what the last login by password gave.
         *
         * @return false where it need not be kept
         */
        public boolean readsPasswordGroups() {
            return remembered || parity != ParityMode.OFF;
        }
    }

    /** What is done where a passkey gives other rights than the password did. */
    public enum ParityMode {
        /** Nobody looks. */
        OFF,
        /** It is audited. */
        REPORT,
        /** It is audited, and with more groups than the password gave the login is refused. */
        REFUSE_MORE,
        /** It is audited, and the login is refused. */
        REFUSE
    }
}
