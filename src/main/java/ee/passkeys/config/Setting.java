// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting there is: its key, what it takes, its default and what it is for. The table in the README is made from this. */
public enum Setting {
    /** Switches everything off. */
    ENABLED(
            "passkeys.enabled",
            Form.BOOLEAN,
            "true",
            "`false` leaves the application as if the jar were not there; it works while the application runs"),
    /** What becomes of an application whose settings are wrong. */
    ON_INVALID_SETTINGS(
            "passkeys.on-invalid-settings",
            Form.ON_INVALID_SETTINGS,
            "disable",
            "Where a setting is wrong, the application starts without passkeys, or `fail`: it does not start"),
    /** The relying party id. */
    RP_ID(
            "passkeys.rp.id",
            Form.HOST,
            null,
            "The domain that passkeys are bound to, such as `example.com`; required, except on `localhost`"),
    /** The relying party name. */
    RP_NAME("passkeys.rp.name", Form.TEXT, null, "The name that a browser may show; the RP ID when absent"),
    /** The web origins and apps. */
    ORIGINS(
            "passkeys.origins",
            Form.ORIGINS,
            null,
            "Where the application is reached, separated by commas; `https://{rp.id}` when absent, and on `localhost` any port"),
    /** The sites that may show our pages in a frame. */
    TOP_ORIGINS(
            "passkeys.top-origins",
            Form.ORIGINS,
            null,
            "Origins of other sites that may run a ceremony of ours in a frame; none when absent"),
    /** The Android apps that share passkeys. */
    ANDROID_PACKAGES(
            "passkeys.android.packages",
            Form.APP_NAMES,
            null,
            "Names of your Android apps, for `/.well-known/assetlinks.json`; their keys are those of the `android:` origins"),
    /** The iOS apps that share passkeys. */
    IOS_APPS(
            "passkeys.ios.apps",
            Form.APP_NAMES,
            null,
            "Team and bundle ids of your iOS apps, for `/.well-known/apple-app-site-association`"),
    /** Who may make an account with a passkey. */
    REGISTRATION(
            "passkeys.registration",
            Form.REGISTRATION,
            "closed",
            "`open` lets visitors make a new account with a passkey and no password"),
    /** Whether visitors get accounts where the realm cannot be asked. */
    REGISTRATION_REALM(
            "passkeys.registration.unknown-realm",
            Form.UNKNOWN_REALM,
            "refuse",
            "Whether a visitor gets an account where the server's realm cannot be asked whether it has a user of that name; names that it has are never given"),
    /** How much verification of the user is asked for. */
    USER_VERIFICATION(
            "passkeys.user-verification",
            Form.USER_VERIFICATION,
            "required",
            "Whether the authenticator must check fingerprint, face or PIN"),
    /** The signature algorithms. */
    ALGORITHMS(
            "passkeys.algorithms",
            Form.ALGORITHMS,
            "-8,-7,-257",
            "COSE algorithms offered and accepted, the best first: EdDSA -8, ES256 -7, ES384 -35, ES512 -36, RS256 -257, RS384 -258, RS512 -259"),
    /** How long a ceremony may take. */
    CEREMONY_LIFETIME(
            "passkeys.ceremony.lifetime", Form.DURATION, "PT5M", "How long a user may take to answer the browser"),
    /** What to do when a counter did not grow. */
    SIGNATURE_COUNTER(
            "passkeys.signature-counter",
            Form.SIGNATURE_COUNTER,
            "reject",
            "What to do when the signature counter of a passkey did not grow, which hints at a copied authenticator"),
    /** How recent a sign-in must be for a change of passkeys. */
    MANAGE_MAX_AGE(
            "passkeys.manage.max-age",
            Form.DURATION,
            "PT10M",
            "How recent the sign-in must be for making, renaming or removing a passkey"),
    /** What a change of passkeys takes. */
    MANAGE_REQUIRES(
            "passkeys.manage.requires",
            Form.MANAGE_REQUIRES,
            "sign-in",
            "What makes a sign-in good for a change of passkeys: `sign-in` takes any recent one; with `passkey`, who has a passkey must have used one for it"),
    /** The most passkeys of one user. */
    MAX_PER_USER("passkeys.max-per-user", Form.COUNT, "20", "How many passkeys one user may have"),
    /** The data source. */
    DATA_SOURCE(
            "passkeys.data-source",
            Form.TEXT,
            "java:comp/DefaultDataSource",
            "JNDI name of the data source that holds the passkeys"),
    /** What is done with the schema at start. */
    SCHEMA(
            "passkeys.schema",
            Form.SCHEMA,
            "migrate",
            "At start: bring the tables up to date, only check that they are, or neither"),
    /** Whose users the callers are. */
    USERS(
            "passkeys.users",
            Form.USER_BASE,
            null,
            "Name of the user base: applications with the same name share users and their passkeys, all others share none; the context path when absent"),
    /** Which spellings of a name are one user. */
    USER_NAMES(
            "passkeys.user-names",
            Form.USER_NAMES,
            "ignore-case",
            "Whether names that differ in letter case, width or blanks are one user; `exact` only where the realm itself tells them apart"),
    /** The secret that all nodes share. */
    SECRET(
            "passkeys.secret",
            Form.SECRET,
            null,
            "32 random bytes in base64url that all nodes share; made and kept in the database when absent"),
    /** The secret before that. */
    SECRET_PREVIOUS(
            "passkeys.secret.previous",
            Form.SECRET,
            null,
            "The secret before, so that ceremonies begun under it can still be finished"),
    /** Which accounts may sign in. */
    ACCOUNT_QUERY(
            "passkeys.account.active-query",
            Form.TEXT,
            null,
            "SQL with one `?` for the caller's name; the account is active when it finds a row. An `AccountStatus` bean takes precedence"),
    /** Where that query runs. */
    ACCOUNT_DATA_SOURCE(
            "passkeys.account.data-source",
            Form.TEXT,
            null,
            "JNDI name of the data source for that query; `passkeys.data-source` when absent"),
    /** Where browsers are sent to sign in. */
    LOGIN_PAGE(
            "passkeys.login-page",
            Form.PATH,
            "/passkeys/login",
            "Path in the application that browsers are sent to when a page needs a sign-in and the application has no mechanism of its own"),
    /** Where a sign-in leads to. */
    HOME(
            "passkeys.home",
            Form.PATH,
            "/",
            "Path in the application that a sign-in leads to when no other page was asked for"),
    /** Requests allowed from one address. */
    RATE_LIMIT_ADDRESS(
            "passkeys.rate-limit.per-address",
            Form.COUNT,
            "600",
            "How many calls a minute one address may make to the endpoints"),
    /** Requests allowed for one name. */
    RATE_LIMIT_NAME(
            "passkeys.rate-limit.per-name", Form.COUNT, "20", "How many ceremonies a minute may be begun for one name"),
    /** The header with the client's address. */
    RATE_LIMIT_ADDRESS_HEADER(
            "passkeys.rate-limit.address-header",
            Form.TEXT,
            null,
            "Header in which your own proxy, and nobody else, puts the client's address, such as `X-Real-IP`"),
    /** What is done to the host's login page. */
    ENHANCE_LOGIN_FORM(
            "passkeys.enhance-login-form",
            Form.GRAFT,
            "off",
            "`on` puts autofill and a button for passkeys into the application's own login page; `report` only logs what that would change"),
    /** The form on that page. */
    ENHANCE_LOGIN_FORM_SELECTOR(
            "passkeys.enhance-login-form.selector",
            Form.SELECTOR,
            null,
            "The form of that page; when absent, the one that is sent to `j_security_check`"),
    /** How far passkeys are rolled out. */
    ROLLOUT(
            "passkeys.rollout",
            Form.LEVEL,
            "offer",
            "Passkeys for callers in no group below: `off` refuses to make and to take them, `require` wants everybody to have one"),
    /** How far they are for a group. */
    ROLLOUT_GROUP(
            "passkeys.rollout.group.*",
            Form.LEVEL,
            null,
            "The same for the callers of a group, whose name stands for the `*`; of several groups the strictest counts"),
    /** How long one may do without. */
    ROLLOUT_GRACE(
            "passkeys.rollout.grace",
            Form.DURATION,
            "P14D",
            "How long the page for a new passkey can still be skipped by who has to have one, from the first time it was shown"),
    /** Whether callers are asked after a login by password. */
    ENROLLMENT(
            "passkeys.enrollment",
            Form.ENROLLMENT,
            "off",
            "After a login by password: `page` asks who has no passkey to create one, `silent` first lets the browser create one unasked"),
    /** How often they are. */
    ENROLLMENT_INTERVAL(
            "passkeys.enrollment.interval",
            Form.DURATION,
            "P14D",
            "How long nobody is asked again who has skipped that page"),
    /** What becomes of the password. */
    PASSWORD(
            "passkeys.password",
            Form.PASSWORD,
            "keep",
            "`off-when-safe` refuses the password of callers who have signed in with two passkeys, or with one that is backed up"),
    /** The accounts for emergencies. */
    BREAK_GLASS(
            "passkeys.break-glass",
            Form.NAMES,
            null,
            "Callers who never have to have a passkey and always keep their password, separated by commas; every use of it is audited"),
    /** How fresh the proof has to be on some pages. */
    STEP_UP(
            "passkeys.step-up.*",
            Form.DURATION,
            null,
            "How long ago callers may have confirmed with a passkey, on pages whose path matches the URL pattern that stands for the `*`, such as `passkeys.step-up./admin/*`; of several the shortest counts"),
    /** How fresh the proof of a caller in a role has to be. */
    STEP_UP_ROLE(
            "passkeys.step-up.role.*",
            Form.DURATION,
            null,
            "The same on every page, for callers in the role whose name stands for the `*`"),
    /** Where groups come from. */
    GROUPS_QUERY(
            "passkeys.groups.query",
            Form.TEXT,
            null,
            "SQL with one `?` for the caller's name; its first column are the groups after a passkey login, whatever else knows groups"),
    /** Where that query runs. */
    GROUPS_DATA_SOURCE(
            "passkeys.groups.data-source",
            Form.TEXT,
            null,
            "JNDI name of the data source for that query; `passkeys.data-source` when absent"),
    /** Whether groups are remembered. */
    GROUPS_REMEMBERED(
            "passkeys.groups.remembered",
            Form.BOOLEAN,
            "false",
            "Where nothing else knows the groups of a caller, `true` gives those of the last login by password"),
    /** What is done when a passkey gives other rights than the password did. */
    GROUPS_PARITY(
            "passkeys.groups.parity",
            Form.PARITY,
            "report",
            "A passkey login with groups that the last login by password did not have, or with none left: written to the audit log, or refused, too"),
    /** Who may ask the doctor. */
    ADMIN_ROLE(
            "passkeys.admin-role",
            Form.TEXT,
            "admin",
            "Role of the application whose callers may read what the doctor finds, at `/passkeys/api/doctor`");

    /** At the end of a key that stands for a family of them. */
    private static final String FAMILY = "*";

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // a form is a text and a function without state
    private final Form<?> form;

    private final @Nullable String standard;
    private final String doc;

    Setting(String key, Form<?> form, @Nullable String standard, String doc) {
        this.key = key;
        this.form = form;
        this.standard = standard;
        this.doc = doc;
    }

    /**
     * The key in MicroProfile Config.
     *
     * @return such as {@code passkeys.rp.id}
     */
    public String key() {
        return key;
    }

    /**
     * Whether it stands for a family of keys, which begin alike.
     *
     * @return true when the key ends in {@code *}, in whose place any text may stand
     */
    public boolean isFamily() {
        return key.endsWith(FAMILY);
    }

    /**
     * What stands in a key for the {@code *} of this family.
     *
     * @param member such as {@code passkeys.rollout.group.staff}
     * @return such as {@code staff}, or empty when the key is not of this family
     */
    Optional<String> member(String member) {
        String common = key.substring(0, key.length() - FAMILY.length());
        return Optional.of(member)
                .filter(text -> isFamily() && text.startsWith(common) && text.length() > common.length())
                .map(text -> text.substring(common.length()));
    }

    /**
     * What may be written there.
     *
     * @return such as "a duration such as PT5M"
     */
    public String takes() {
        return form.takes();
    }

    /**
     * What is taken when nothing is set.
     *
     * @return the text, or empty when the setting may be absent
     */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /**
     * What it is for.
     *
     * @return one sentence, in Markdown
     */
    public String doc() {
        return doc;
    }

    /**
     * The setting of that key.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the setting, or the family that the key is of, the narrowest of several, or empty
     */
    public static Optional<Setting> of(String key) {
        return named(key)
                .or(() -> Arrays.stream(values())
                        .filter(family -> family.member(key).isPresent())
                        .max(Comparator.comparingInt(family -> family.key.length())));
    }

    private static Optional<Setting> named(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key) && !setting.isFamily())
                .findFirst();
    }
}
