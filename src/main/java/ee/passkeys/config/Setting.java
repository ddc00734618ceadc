// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of Passkeys EE: key, allowed values, default and description. The page of settings has them in a table. */
public enum Setting {
    /** Enables passkeys. */
    ENABLED(
            "passkeys.enabled",
            SettingType.BOOLEAN,
            "true",
            "Enables passkeys. With `false`, the application behaves as if the jar were absent. A change takes effect while the application runs."),
    /** Behavior of an application with invalid settings. */
    ON_INVALID_SETTINGS(
            "passkeys.on-invalid-settings",
            SettingType.ON_INVALID_SETTINGS,
            "disable",
            "What happens when a setting is invalid: `disable` starts the application without passkeys, `fail` makes its deployment fail."),
    /** Relying party ID. */
    RP_ID(
            "passkeys.rp.id",
            SettingType.HOST,
            null,
            "Relying party ID: the domain that passkeys are bound to. Required, except on `localhost`."),
    /** Relying party IDs of hosts. */
    RP_ID_HOST(
            "passkeys.rp.id.host.*",
            SettingType.HOST,
            null,
            "Relying party ID of a host that has one of its own, for an application that serves several domains (tenants); the host replaces the `*`, such as `passkeys.rp.id.host.shop.example`. Passkeys of one relying party do not count at the hosts of another. Each RP ID and each host belongs to one relying party, and `passkeys.rp.id` must be set."),
    /** Relying party ID from before a move. */
    RP_ID_PREVIOUS(
            "passkeys.rp.id.previous",
            SettingType.HOST,
            null,
            "Relying party ID from before a move to another domain: passkeys of that domain still sign in, none are created for it, and their users are asked to create one for `passkeys.rp.id`. Remove the setting to close the old domain. Default: none."),
    /** Relying party IDs of hosts from before a move. */
    RP_ID_PREVIOUS_HOST(
            "passkeys.rp.id.previous.host.*",
            SettingType.HOST,
            null,
            "Previous relying party ID of a host that has an RP ID of its own, as `passkeys.rp.id.previous`."),
    /** Relying party name. */
    RP_NAME(
            "passkeys.rp.name",
            SettingType.TEXT,
            null,
            "Relying party name, which a browser may show, and the pages of Passkeys EE in their titles. Default: the relying party ID, and nothing in the titles."),
    /** Relying party names of hosts. */
    RP_NAME_HOST(
            "passkeys.rp.name.host.*",
            SettingType.TEXT,
            null,
            "Relying party name of a host that has an RP ID of its own. Default: that RP ID."),
    /** Origins of the application's pages and apps. */
    ORIGINS(
            "passkeys.origins",
            SettingType.ORIGINS,
            null,
            "Origins at which users reach the application, separated by commas. Origins on other domains than `passkeys.rp.id` are related origins: browsers accept them if `/.well-known/webauthn` on the host `passkeys.rp.id` names them, and at most five labels such as `example` of `example.de` and `example.co.uk`. Default: `https://{rp.id}`; on `localhost`, any port."),
    /** Origins of hosts. */
    ORIGINS_HOST(
            "passkeys.origins.host.*",
            SettingType.ORIGINS,
            null,
            "Origins of the relying party of a host that has an RP ID of its own, as `passkeys.origins`. Default: `https://` and the host."),
    /** Sites that may show the application's passkey pages in a frame. */
    TOP_ORIGINS(
            "passkeys.top-origins",
            SettingType.ORIGINS,
            null,
            "Origins of other sites that may run the application's passkey ceremonies in a frame. Default: none."),
    /** Front ends of other origins that may call the endpoints. */
    CORS_ORIGINS(
            "passkeys.cors.origins",
            SettingType.ORIGINS,
            null,
            "Origins of front ends that may call `/passkeys/api` from their own pages with cookies (CORS), such as a single-page application on another host of the same site. Each must also be one of `passkeys.origins`. Default: none."),
    /** Android apps that share the passkeys. */
    ANDROID_PACKAGES(
            "passkeys.android.packages",
            SettingType.APP_NAMES,
            null,
            "Package names of your Android apps, for `/.well-known/assetlinks.json`. Their signing keys come from the `android:` origins in `passkeys.origins`."),
    /** iOS apps that share the passkeys. */
    IOS_APPS(
            "passkeys.ios.apps",
            SettingType.APP_NAMES,
            null,
            "Team and bundle IDs of your iOS apps, for `/.well-known/apple-app-site-association`."),
    /** Registration of new accounts. */
    REGISTRATION(
            "passkeys.registration",
            SettingType.REGISTRATION,
            "closed",
            "`open` lets visitors create an account that has a passkey and no password."),
    /** New accounts while the realm cannot be searched. */
    REGISTRATION_REALM(
            "passkeys.registration.unknown-realm",
            SettingType.UNKNOWN_REALM,
            "refuse",
            "What happens to a new account when the server's realm cannot tell whether the user name exists: `refuse` or `allow` it. A name that the realm knows is always refused."),
    /** User verification. */
    USER_VERIFICATION(
            "passkeys.user-verification",
            SettingType.USER_VERIFICATION,
            "required",
            "Whether the authenticator must verify the user by fingerprint, face or PIN."),
    /** Signature algorithms. */
    ALGORITHMS(
            "passkeys.algorithms",
            SettingType.ALGORITHMS,
            "-8,-7,-257",
            "COSE algorithms that are offered and accepted, in order of preference: EdDSA -8, ES256 -7, ES384 -35, ES512 -36, RS256 -257, RS384 -258, RS512 -259. ML-DSA-44 -48, ML-DSA-65 -49 and ML-DSA-87 -50 are offered beside another one, if Java and the WebAuthn library can verify them."),
    /** Kinds of authenticators. */
    HINTS(
            "passkeys.hints",
            SettingType.HINTS,
            null,
            "Kinds of authenticators that browsers offer first, in order of preference: this device, a security key, or a phone. A request may name others. Default: the browser decides."),
    /** Lifetime of a ceremony. */
    CEREMONY_LIFETIME(
            "passkeys.ceremony.lifetime",
            SettingType.DURATION,
            "PT5M",
            "Time limit for a ceremony: how long the user may take to answer the browser's prompt."),
    /** Reaction to a signature counter that did not increase. */
    SIGNATURE_COUNTER(
            "passkeys.signature-counter",
            SettingType.SIGNATURE_COUNTER,
            "reject",
            "What to do when the signature counter of a passkey did not increase, which indicates a cloned authenticator: `reject` the sign-in, or accept it and `warn`."),
    /** Maximum age of the authentication for managing passkeys. */
    MANAGE_MAX_AGE(
            "passkeys.manage.max-age",
            SettingType.DURATION,
            "PT10M",
            "Maximum age of the authentication that is needed to add, rename or remove passkeys."),
    /** Kind of authentication for managing passkeys. */
    MANAGE_REQUIRES(
            "passkeys.manage.requires",
            SettingType.MANAGE_REQUIRES,
            "sign-in",
            "Which recent authentication is needed to add, rename or remove passkeys: any (`sign-in`), or a passkey for users who already have one (`passkey`)."),
    /** Maximum number of passkeys per user. */
    MAX_PER_USER("passkeys.max-per-user", SettingType.COUNT, "20", "Maximum number of passkeys per user."),
    /** Data source of the passkeys. */
    DATA_SOURCE(
            "passkeys.data-source",
            SettingType.TEXT,
            "java:comp/DefaultDataSource",
            "JNDI name of the data source that stores the passkeys."),
    /** Management of the tables at startup. */
    SCHEMA(
            "passkeys.schema",
            SettingType.SCHEMA,
            "migrate",
            "What happens to the tables at startup: `migrate` creates and updates them, `validate` only checks them, `off` does neither."),
    /** Name of the user base. */
    USERS(
            "passkeys.users",
            SettingType.USER_BASE,
            null,
            "Name of the user base. Applications with the same name share users and passkeys. Default: the context path, so that each application has its own users."),
    /** Comparison of user names. */
    USER_NAMES(
            "passkeys.user-names",
            SettingType.USER_NAMES,
            "ignore-case",
            "Comparison of user names: `ignore-case` treats names that differ only in case, width or spaces as one user. Set `exact` only if the realm distinguishes such names."),
    /** Secret that all nodes share. */
    SECRET(
            "passkeys.secret",
            SettingType.SECRET,
            null,
            "Secret of all nodes: 32 random bytes in base64url. Default: created at the first start and stored in the database."),
    /** Previous secret. */
    SECRET_PREVIOUS(
            "passkeys.secret.previous",
            SettingType.SECRET,
            null,
            "Previous secret, with which ceremonies that are in progress can still be completed."),
    /** Query for active accounts. */
    ACCOUNT_QUERY(
            "passkeys.account.active-query",
            SettingType.TEXT,
            null,
            "SQL query with one `?` for the user name. The account is active if the query returns a row. An `AccountStatus` bean takes precedence; without either, every account is active."),
    /** Identity of an account. */
    ACCOUNT_ID_QUERY(
            "passkeys.account-id.query",
            SettingType.TEXT,
            null,
            "SQL query with one `?` for the user name. Its first column identifies the account, so that passkeys of a previous account of that name are disabled. An `AccountStatus` bean takes precedence."),
    /** Data source of these queries. */
    ACCOUNT_DATA_SOURCE(
            "passkeys.account.data-source",
            SettingType.TEXT,
            null,
            "JNDI name of the data source for these queries. Default: `passkeys.data-source`."),
    /** Sign-in page. */
    LOGIN_PAGE(
            "passkeys.login-page",
            SettingType.PATH,
            "/passkeys/login",
            "Path of the sign-in page in the application. It is used when a page needs a sign-in and the application has no authentication mechanism of its own and no login-config. Without login-config Payara and GlassFish use BASIC, unless this setting names another page or the application has a NewAccounts bean."),
    /** Answer to clients that are not signed in. */
    UNAUTHENTICATED(
            "passkeys.unauthenticated",
            SettingType.UNAUTHENTICATED,
            "container",
            "Answer to a client that is not signed in and requests a protected resource of an application with `login-config`. `container`: the container's own answer, for every client. `problem`: the same for browsers, and status 401 with `application/problem+json` for other clients. `page`: a redirect to `passkeys.login-page` for browsers, and that 401 for other clients. The answers of an application's own authentication mechanism are never replaced."),
    /** Page after a sign-in. */
    HOME(
            "passkeys.home",
            SettingType.PATH,
            "/",
            "Path of the page in the application to which a sign-in leads when no other page was requested."),
    /** Texts in place of ours. */
    TEXTS_FOLDER(
            "passkeys.texts.folder",
            SettingType.FOLDER,
            null,
            "Folder on the server with texts that replace those of the pages and elements, one JSON file per language such as `de.json` or `sv.json`. It is read at startup. Default: only the built-in texts."),
    /** Logo of the pages. */
    BRAND_LOGO(
            "passkeys.brand.logo",
            SettingType.FILE,
            null,
            "Logo on the pages of Passkeys EE: an SVG, PNG or WebP file of at most 256 KiB. Default: the icon of Passkeys EE."),
    /** Color of buttons and links. */
    BRAND_ACCENT(
            "passkeys.brand.accent",
            SettingType.COLOR,
            null,
            "Color of buttons and links of the pages and elements. Its contrast with white must be at least 4.5. Default: blue."),
    /** The same on a dark ground. */
    BRAND_ACCENT_DARK(
            "passkeys.brand.accent-dark",
            SettingType.COLOR,
            null,
            "The same for users who prefer dark pages. Its contrast with black must be at least 7. Default: light blue."),
    /** Style sheet of the pages. */
    BRAND_CSS(
            "passkeys.brand.css",
            SettingType.FILE,
            null,
            "Style sheet for the pages of Passkeys EE, of at most 64 KiB. It follows `passkeys.css`, whose custom properties `--passkey-…` it may set. It cannot load anything from elsewhere."),
    /** Rate limit per address. */
    RATE_LIMIT_ADDRESS(
            "passkeys.rate-limit.per-address",
            SettingType.COUNT,
            "600",
            "Maximum number of requests per minute from one address to the passkey endpoints."),
    /** Rate limit per user name. */
    RATE_LIMIT_NAME(
            "passkeys.rate-limit.per-name",
            SettingType.COUNT,
            "20",
            "Maximum number of ceremonies per minute for one user name."),
    /** Header with the client's address. */
    RATE_LIMIT_ADDRESS_HEADER(
            "passkeys.rate-limit.address-header",
            SettingType.TEXT,
            null,
            "Request header with the client's address, such as `X-Real-IP`. It must be set by your own proxy on every request. Default: the address of the connection."),
    /** Passkeys in the application's own login form. */
    ENHANCE_LOGIN_FORM(
            "passkeys.enhance-login-form",
            SettingType.GRAFT,
            "off",
            "Adds autofill and a passkey button to the application's own login form: `on` changes the page, `report` only logs what would change."),
    /** Selector of that form. */
    ENHANCE_LOGIN_FORM_SELECTOR(
            "passkeys.enhance-login-form.selector",
            SettingType.SELECTOR,
            null,
            "CSS selector of that form. Default: the form that is sent to `j_security_check`."),
    /** Rollout level. */
    ROLLOUT(
            "passkeys.rollout",
            SettingType.LEVEL,
            "offer",
            "Rollout level of users in none of the groups below: `off` allows neither creating nor using passkeys, `offer` allows both, `require` makes a passkey mandatory."),
    /** Rollout level of a group. */
    ROLLOUT_GROUP(
            "passkeys.rollout.group.*",
            SettingType.LEVEL,
            null,
            "Rollout level of the users in a group; its name replaces the `*`. For users in several groups, the strictest level applies."),
    /** Grace period of required passkeys. */
    ROLLOUT_GRACE(
            "passkeys.rollout.grace",
            SettingType.DURATION,
            "P14D",
            "Grace period: how long a user who is required to have a passkey may skip the enrollment page, counted from the first time it is shown."),
    /** Enrollment after a password sign-in. */
    ENROLLMENT(
            "passkeys.enrollment",
            SettingType.ENROLLMENT,
            "off",
            "Enrollment after a password sign-in: `page` asks users without a passkey to create one, `silent` first lets the browser create one without asking."),
    /** Interval between two requests to enroll. */
    ENROLLMENT_INTERVAL(
            "passkeys.enrollment.interval",
            SettingType.DURATION,
            "P14D",
            "Interval after which a user who skipped the enrollment page sees it again."),
    /** Passwords of users with passkeys. */
    PASSWORD(
            "passkeys.password",
            SettingType.PASSWORD,
            "keep",
            "`off-when-safe` rejects the password of users who have signed in with two passkeys, or with one that is backed up."),
    /** Emergency accounts. */
    BREAK_GLASS(
            "passkeys.break-glass",
            SettingType.NAMES,
            null,
            "User names of emergency accounts, separated by commas. They never need a passkey and always keep their password; each sign-in with it is audited."),
    /** Step-up authentication for pages. */
    STEP_UP(
            "passkeys.step-up.*",
            SettingType.DURATION,
            null,
            "Step-up authentication: maximum age of the last confirmation with a passkey on pages that match a URL pattern, which replaces the `*`, such as `passkeys.step-up./admin/*`. If several patterns match, the shortest age applies."),
    /** Step-up authentication for roles. */
    STEP_UP_ROLE(
            "passkeys.step-up.role.*",
            SettingType.DURATION,
            null,
            "Step-up authentication on every page for users in a role; its name replaces the `*`."),
    /** Query for groups. */
    GROUPS_QUERY(
            "passkeys.groups.query",
            SettingType.TEXT,
            null,
            "SQL query for the user's groups (first column), with one `?` for the user name. When set, it is the only source of groups for passkey sign-ins."),
    /** Data source of that query. */
    GROUPS_DATA_SOURCE(
            "passkeys.groups.data-source",
            SettingType.TEXT,
            null,
            "JNDI name of the data source for that query. Default: `passkeys.data-source`."),
    /** Groups of the last password sign-in. */
    GROUPS_REMEMBERED(
            "passkeys.groups.remembered",
            SettingType.BOOLEAN,
            "false",
            "`true` grants the groups of the last password sign-in when no other source knows the user's groups."),
    /** Comparison of a passkey's groups with the password's. */
    GROUPS_PARITY(
            "passkeys.groups.parity",
            SettingType.PARITY,
            "refuse-more",
            "What to do when a passkey sign-in would give groups that the last password sign-in did not, or none: ignore (`off`), audit (`report`), audit and reject more groups (`refuse-more`), or audit and reject both (`refuse`)."),
    /** Groups that sign-ins from an origin may give. */
    GROUPS_ORIGIN(
            "passkeys.groups.origin.*",
            SettingType.NAMES,
            null,
            "Groups that a passkey sign-in from an origin may give at most, separated by commas; the origin replaces the `*`, such as `passkeys.groups.origin.https://partner.example`, and must be one of `passkeys.origins`. All other groups of the user are left out of the session and of tokens, and audited. A user of whose groups nothing is left is not signed in. In a properties file, the colon is written `\\:`."),
    /** Lifetime of enrollment codes. */
    ENROLLMENT_CODE_LIFETIME(
            "passkeys.enrollment-code.lifetime",
            SettingType.DURATION,
            "PT24H",
            "How long an enrollment code can be used, with which an administrator lets a user create a passkey."),
    /** Operators who have to agree to an enrollment code. */
    ENROLLMENT_CODE_APPROVALS(
            "passkeys.enrollment-code.approvals",
            SettingType.APPROVALS,
            "1",
            "How many administrators must agree before an enrollment code can be used."),
    /** Recovery codes of users. */
    RECOVERY_CODES(
            "passkeys.recovery-codes",
            SettingType.OFF_OR_ON,
            "off",
            "`on` lets users have ten recovery codes, each of which allows creating one passkey. Users make them on the page \"My passkeys\"."),
    /** Tokens for native apps and programs. */
    TOKENS(
            "passkeys.tokens",
            SettingType.TOKENS,
            "off",
            "Tokens for native apps and programs: `on` exchanges a passkey for an access token and a refresh token at `/passkeys/api/token`, and accepts these access tokens as authentication of a request."),
    /** Issuer of access tokens. */
    TOKENS_ISSUER(
            "passkeys.tokens.issuer",
            SettingType.URL,
            null,
            "Issuer of the access tokens (`iss`): the URL at which apps reach the application. Default: `https://{rp.id}` and the context path."),
    /** Audience of access tokens. */
    TOKENS_AUDIENCE(
            "passkeys.tokens.audience",
            SettingType.TEXT,
            null,
            "Audience of the access tokens (`aud`). Default: the issuer."),
    /** Lifetime of access tokens. */
    TOKENS_LIFETIME(
            "passkeys.tokens.lifetime",
            SettingType.DURATION,
            "PT5M",
            "Lifetime of an access token. An app gets the next one with its refresh token, without the user."),
    /** Lifetime of refresh tokens. */
    TOKENS_REFRESH_LIFETIME(
            "passkeys.tokens.refresh-lifetime",
            SettingType.DURATION,
            "P30D",
            "Time from the use of the passkey after which the app's refresh tokens expire and the user must use the passkey again."),
    /** Lifetime of keys. */
    TOKENS_KEY_LIFETIME(
            "passkeys.tokens.key-lifetime",
            SettingType.DURATION,
            "P90D",
            "Age at which the key that signs access tokens is replaced. The previous key stays valid for as long again."),
    /** Role of administrators. */
    ADMIN_ROLE(
            "passkeys.admin-role",
            SettingType.TEXT,
            "admin",
            "Application role of administrators. Its members may read the doctor's findings at `/passkeys/api/doctor` and, only if this setting is set, administer users and passkeys at `/passkeys/admin` and `/passkeys/api/admin`."),
    /** Administration by JMX. */
    JMX_ADMINISTRATION(
            "passkeys.jmx.administration",
            SettingType.OFF_OR_ON,
            "off",
            "`on` adds the MXBean `ee.passkeys:type=Administration`, which does what administrators do, in the name `JMX`. It opens these acts, without a password and without a passkey, to every application of the server and every client of its JMX."),
    /** Numbers for monitoring systems. */
    METRICS(
            "passkeys.metrics",
            SettingType.OFF_OR_ON,
            "off",
            "`on` shows numbers in the text format of Prometheus at `/passkeys/api/metrics`, to the role `passkeys.admin-role` and to those who know `passkeys.metrics.secret`."),
    /** Secret of monitoring systems. */
    METRICS_SECRET(
            "passkeys.metrics.secret",
            SettingType.SECRET,
            null,
            "Secret that a monitoring system sends as `Authorization: Bearer <secret>`: 32 random bytes in base64url. Default: only administrators see the numbers."),
    /** Readiness check. */
    HEALTH_READINESS(
            "passkeys.health.readiness",
            SettingType.READINESS,
            "off",
            "Readiness check of MicroProfile Health, where the server has it: `off`; `report` adds a check that shows the health of passkeys and is always UP; `fail` makes it DOWN while passkeys are, so that load balancers take the node out, with the application's own sign-in. It cannot be set for one application by `passkeys.app.*`."),
    /** Secret of the rows of passkeys. */
    ROW_SECRET(
            "passkeys.row-secret",
            SettingType.SECRET,
            null,
            "Secret of all nodes that seals the row of each passkey: 32 random bytes in base64url. It is stored nowhere else. With it, a row whose user or key was changed in the database is refused."),
    /** Secret of the rows before. */
    ROW_SECRET_PREVIOUS(
            "passkeys.row-secret.previous",
            SettingType.SECRET,
            null,
            "Previous row secret, whose seals still count. `passkeys seal` on the command line replaces them."),
    /** Rows without a seal. */
    ROW_SECRET_UNSEALED(
            "passkeys.row-secret.unsealed",
            SettingType.UNSEALED,
            "refuse",
            "What happens to passkeys from before the row secret: `refuse` their sign-in until `passkeys seal` has sealed them on the command line, or `accept` it."),
    /** Secret of the audit table. */
    AUDIT_SECRET(
            "passkeys.audit.secret",
            SettingType.SECRET,
            null,
            "Secret of all nodes that seals the rows of the audit table: 32 random bytes in base64url. It is stored nowhere else. Without it, the audit is in the log only."),
    /** Secret of the audit table before. */
    AUDIT_SECRET_PREVIOUS(
            "passkeys.audit.secret.previous",
            SettingType.SECRET,
            null,
            "Previous secret of the audit table, with which rows from before can be verified and purged."),
    /** Audit table. */
    AUDIT_TABLE(
            "passkeys.audit.table",
            SettingType.OFF_OR_ON,
            null,
            "`on` also writes the audit to the table `PASSKEY_AUDIT`, in the transaction of the change. Default: `on` if `passkeys.audit.secret` is set, else `off`."),
    /** Retention of audit rows. */
    AUDIT_RETENTION(
            "passkeys.audit.retention",
            SettingType.RETENTION,
            "P400D",
            "How long the rows of the audit table are kept."),
    /** Mail session. */
    MAIL_SESSION(
            "passkeys.mail.session",
            SettingType.TEXT,
            null,
            "JNDI name of a Jakarta Mail session of the server, such as `java:jboss/mail/Default`. Users then get mail about changes of their passkeys and recovery codes. Default: no mail."),
    /** Sender of mail. */
    MAIL_SENDER(
            "passkeys.mail.sender",
            SettingType.MAIL_ADDRESS,
            null,
            "Address that the mail is from. Required if `passkeys.mail.session` is set."),
    /** Query for mail addresses. */
    MAIL_ADDRESS_QUERY(
            "passkeys.mail.address-query",
            SettingType.TEXT,
            null,
            "SQL query with one `?` for the user name. Its first column is the mail address of the user. Required if `passkeys.mail.session` is set."),
    /** Data source of that query. */
    MAIL_DATA_SOURCE(
            "passkeys.mail.data-source",
            SettingType.TEXT,
            null,
            "JNDI name of the data source for that query. Default: `passkeys.data-source`."),
    /** Mail about new browsers. */
    MAIL_NEW_DEVICE(
            "passkeys.mail.new-device",
            SettingType.OFF_OR_ON,
            "off",
            "`on` also sends mail about a passkey sign-in with a browser in which the user has not used a passkey before. A cookie that lasts 400 days tells the browser. Needs `passkeys.mail.session`."),
    /** Language of mail. */
    MAIL_LANGUAGE("passkeys.mail.language", SettingType.LANGUAGE, "en", "Language of the mail.");

    /** Last character of a key that stands for a family of keys. */
    private static final String FAMILY = "*";

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // a form is a text and a function without state
    private final SettingType<?> form;

    private final @Nullable String defaultValue;
    private final String doc;

    Setting(String key, SettingType<?> form, @Nullable String defaultValue, String doc) {
        this.key = key;
        this.form = form;
        this.defaultValue = defaultValue;
        this.doc = doc;
    }

    /**
     * Returns the key in MicroProfile Config.
     *
     * @return such as {@code passkeys.rp.id}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the key of a member of the family.
     *
     * @param member what stands for the asterisk, such as a host
     * @return such as {@code passkeys.rp.id.host.shop.example}
     */
    public String key(String member) {
        return key.replace("*", member);
    }

    /**
     * Tells whether the key stands for a family of keys with a common beginning.
     *
     * @return true when the key ends in {@code *}, which any text may replace
     */
    public boolean isFamily() {
        return key.endsWith(FAMILY);
    }

    /**
     * Tells whether the value must not be shown.
     *
     * @return true for keys and secrets
     */
    public boolean isSecret() {
        return SettingType.SECRET.equals(form);
    }

    /**
     * Extracts the part of a key that replaces the {@code *} of this family.
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
     * Describes the allowed values.
     *
     * @return such as "a duration such as `PT5M`"
     */
    public String allowedValues() {
        return form.allowedValues();
    }

    /**
     * Returns the default value.
     *
     * @return the text, or empty when the setting has no default
     */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * Returns the description for the operator.
     *
     * @return a few sentences, in Markdown
     */
    public String doc() {
        return doc;
    }

    /**
     * Finds the setting with a key.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the setting, or the narrowest family to which the key belongs, or empty
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
