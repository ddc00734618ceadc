// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.config.Settings.AccountSettings;
import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.config.Settings.AuditSettings;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.LimitSettings;
import ee.passkeys.config.Settings.MailSettings;
import ee.passkeys.config.Settings.MetricsSettings;
import ee.passkeys.config.Settings.PageSettings;
import ee.passkeys.config.Settings.Readiness;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.config.Settings.SealSettings;
import ee.passkeys.config.Settings.StepUpSettings;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Color;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UrlPattern;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.Words;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and checks all settings of an application, and reports all invalid ones at once. */
public final class SettingsReader {

    private static final System.Logger LOG = ApplicationLog.of(SettingsReader.class);

    /** Not on every server: it is no part of the Web Profile. */
    private static final String MAIL_CLASS = "jakarta.mail.Session";

    private final SettingSource source;
    private final SettingValues values;

    private SettingsReader(SettingSource source) {
        this.source = source;
        this.values = new SettingValues(source);
    }

    /**
     * Reads all settings.
     *
     * @param source the source of the settings
     * @return the checked settings. If passkeys are disabled, other settings are not checked, so that {@code passkeys.enabled} always works. If
     *     a setting is missing or invalid, passkeys are disabled and the log names every such setting: the application's own sign-in must
     *     keep working
     * @throws InvalidConfigException if a setting is missing or invalid and {@code passkeys.on-invalid-settings=fail}; it names all of them
     */
    public static Settings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        reader.warnOfUnknownKeys();
        boolean fails = reader.failsWhenInvalid();
        reader.refuseRenamedKeys();
        Settings settings = reader.settings(true);
        if (settings.enabled() && !reader.values.mistakes().isEmpty()) {
            return reader.withoutPasskeys(new InvalidConfigException(reader.values.mistakes()), fails);
        }
        return settings;
    }

    /** Also where the operator's intent is unclear: the setting has a wrong value, or is written under its old key. */
    private boolean failsWhenInvalid() {
        return values.get(Setting.ON_INVALID_SETTINGS, SettingType.ON_INVALID_SETTINGS)
                        .equals("fail")
                || !values.mistakes().isEmpty()
                || values.raw(RenamedKeys.WRONG_SETTINGS).isPresent();
    }

    private Settings withoutPasskeys(InvalidConfigException wrong, boolean fails) {
        if (fails) {
            throw wrong;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                wrong.getMessage()
                        + "\nPasskeys are disabled until the settings are corrected. The application keeps its own sign-in;"
                        + " passkeys.step-up and passkeys.password are not enforced.");
        return settings(false);
    }

    private Settings settings(boolean usable) {
        RelyingParties relyingParties = new RelyingPartyReader(values).read();
        return new Settings(
                values.get(Setting.ENABLED, SettingType.BOOLEAN) && usable,
                relyingParties,
                corsOrigins(relyingParties),
                new AppSettings(
                        values.find(Setting.ANDROID_PACKAGES, SettingType.APP_NAMES)
                                .orElse(List.of()),
                        values.find(Setting.IOS_APPS, SettingType.APP_NAMES).orElse(List.of())),
                ceremonies(),
                storage(),
                accounts(),
                new PageSettings(
                        values.get(Setting.LOGIN_PAGE, SettingType.PATH),
                        values.get(Setting.HOME, SettingType.PATH),
                        values.get(Setting.UNAUTHENTICATED, SettingType.UNAUTHENTICATED)),
                appearance(relyingParties),
                new LimitSettings(
                        values.get(Setting.RATE_LIMIT_ADDRESS, SettingType.COUNT),
                        values.get(Setting.RATE_LIMIT_NAME, SettingType.COUNT),
                        values.find(Setting.RATE_LIMIT_ADDRESS_HEADER, SettingType.TEXT)),
                new GraftSettings(
                        values.get(Setting.ENHANCE_LOGIN_FORM, SettingType.GRAFT),
                        values.find(Setting.ENHANCE_LOGIN_FORM_SELECTOR, SettingType.SELECTOR)),
                rollout(),
                stepUp(),
                groups(relyingParties),
                tokens(),
                values.get(Setting.ADMIN_ROLE, SettingType.TEXT),
                administration(),
                audit(),
                new MetricsSettings(
                        values.get(Setting.METRICS, SettingType.OFF_OR_ON).equals("on"),
                        values.find(Setting.METRICS_SECRET, SettingType.SECRET).map(Base64Url::encode),
                        readiness()),
                mail(relyingParties.main()));
    }

    private MailSettings mail(RelyingPartySettings relyingParty) {
        Optional<String> session = values.find(Setting.MAIL_SESSION, SettingType.TEXT);
        Optional<String> sender = values.find(Setting.MAIL_SENDER, SettingType.MAIL_ADDRESS);
        Optional<String> addressQuery = query(Setting.MAIL_ADDRESS_QUERY);
        if (session.isPresent()) {
            requireForMail(Setting.MAIL_SENDER);
            requireForMail(Setting.MAIL_ADDRESS_QUERY);
            if (!source.sees(MAIL_CLASS)) {
                values.mistakes()
                        .add(
                                source.written(Setting.MAIL_SESSION.key())
                                        + ": this server has no Jakarta Mail; remove the setting, or run the application on a server that has it");
            }
        }
        boolean newDevice =
                values.get(Setting.MAIL_NEW_DEVICE, SettingType.OFF_OR_ON).equals("on");
        if (newDevice && session.isEmpty()) {
            values.mistake(
                    Setting.MAIL_SESSION,
                    "is missing, but " + Setting.MAIL_NEW_DEVICE.key() + " is on",
                    Setting.MAIL_SESSION.allowedValues());
        }
        return new MailSettings(
                session,
                sender.orElse(""),
                addressQuery,
                dataSource(Setting.MAIL_DATA_SOURCE),
                values.get(Setting.MAIL_LANGUAGE, SettingType.LANGUAGE),
                source.contextPath(),
                webOrigin(relyingParty) + source.contextPath().replaceFirst("/$", "") + "/passkeys/",
                newDevice);
    }

    /** The check is added before the context path is known. */
    private Readiness readiness() {
        String written = source.written(Setting.HEALTH_READINESS.key());
        if (!written.equals(Setting.HEALTH_READINESS.key())) {
            values.mistakes()
                    .add(written + ": cannot be set for one application; set " + Setting.HEALTH_READINESS.key());
        }
        return values.get(Setting.HEALTH_READINESS, SettingType.READINESS);
    }

    /**
     * Reads whether there is a readiness check, for the time before the context path is known.
     *
     * @param server the settings of all applications
     * @return false also where the value is none, which the settings tell later
     */
    public static boolean wantsReadiness(SettingSource server) {
        return server.get(Setting.HEALTH_READINESS.key())
                .filter(text -> List.of(Words.of(Readiness.REPORT), Words.of(Readiness.FAIL))
                        .contains(text.strip()))
                .isPresent();
    }

    private void requireForMail(Setting setting) {
        if (values.raw(setting.key()).isEmpty()) {
            values.mistake(
                    setting, "is missing, but " + Setting.MAIL_SESSION.key() + " is set", setting.allowedValues());
        }
    }

    /** Where users reach the application, as the operator says: a request may name any host. */
    private static String webOrigin(RelyingPartySettings relyingParty) {
        return relyingParty.origins().stream()
                .filter(origin -> origin.host().isPresent())
                .findFirst()
                .map(Origin::text)
                .orElse("http://" + RelyingPartySettings.LOCALHOST);
    }

    /** The default role reads findings only: an application may call any of its users an admin. */
    private AdminSettings administration() {
        return new AdminSettings(
                values.find(Setting.ADMIN_ROLE, SettingType.TEXT),
                values.get(Setting.ENROLLMENT_CODE_LIFETIME, SettingType.DURATION),
                Integer.parseInt(values.get(Setting.ENROLLMENT_CODE_APPROVALS, SettingType.APPROVALS)),
                values.get(Setting.RECOVERY_CODES, SettingType.OFF_OR_ON).equals("on"),
                values.get(Setting.JMX_ADMINISTRATION, SettingType.OFF_OR_ON).equals("on"));
    }

    /** A table that is wanted without a key would prove nothing. */
    private AuditSettings audit() {
        Optional<String> secret =
                values.find(Setting.AUDIT_SECRET, SettingType.SECRET).map(Base64Url::encode);
        Optional<String> previous =
                values.find(Setting.AUDIT_SECRET_PREVIOUS, SettingType.SECRET).map(Base64Url::encode);
        Optional<String> table = values.find(Setting.AUDIT_TABLE, SettingType.OFF_OR_ON);
        boolean wanted = table.isPresent() ? table.get().equals("on") : previous.isPresent();
        if (wanted && secret.isEmpty()) {
            values.mistake(
                    Setting.AUDIT_SECRET,
                    "is missing, but "
                            + (table.isPresent() ? Setting.AUDIT_TABLE : Setting.AUDIT_SECRET_PREVIOUS).key()
                            + " is set",
                    SettingType.SECRET.allowedValues());
        }
        return new AuditSettings(
                secret.filter(known -> !table.equals(Optional.of("off"))),
                previous,
                values.get(Setting.AUDIT_RETENTION, SettingType.RETENTION));
    }

    /** Browsers let a page of these origins read answers that are meant for the user: what is no origin of ours gets nothing. */
    private List<Origin> corsOrigins(RelyingParties relyingParties) {
        List<Origin> origins =
                values.find(Setting.CORS_ORIGINS, SettingType.ORIGINS).orElse(List.of());
        for (Origin origin : origins) {
            if (origin.host().isEmpty() || !relyingParties.accept(origin)) {
                values.mistake(
                        Setting.CORS_ORIGINS,
                        "got " + origin + ", where no passkey may be used",
                        "web origins that " + Setting.ORIGINS.key() + " has, too");
            }
        }
        return origins;
    }

    private AppearanceSettings appearance(RelyingParties relyingParties) {
        return new AppearanceSettings(
                values.find(Setting.TEXTS_FOLDER, SettingType.FOLDER),
                values.find(Setting.RP_NAME, SettingType.TEXT),
                values.find(Setting.BRAND_LOGO, SettingType.FILE),
                color(Setting.BRAND_ACCENT, Color.WHITE, 4.5),
                color(Setting.BRAND_ACCENT_DARK, Color.BLACK, 7),
                values.find(Setting.BRAND_CSS, SettingType.FILE),
                nameAt(relyingParties));
    }

    /** A host of another relying party shows no name of the main one. */
    private Map<String, String> nameAt(RelyingParties relyingParties) {
        Map<String, String> names = values.family(Setting.RP_NAME_HOST, SettingType.TEXT);
        Map<String, String> nameAt = new HashMap<>();
        for (RelyingPartySettings other : relyingParties.all().stream().skip(1).toList()) {
            List<String> hosts = relyingParties.hostsOf(other);
            String name = hosts.stream()
                    .filter(names::containsKey)
                    .findFirst()
                    .map(names::get)
                    .orElse("");
            hosts.forEach(host -> nameAt.put(host, name));
        }
        return Map.copyOf(nameAt);
    }

    /** Buttons and links must be readable for everybody. */
    private Optional<Color> color(Setting setting, Color ground, double least) {
        Optional<Color> color = values.find(setting, SettingType.COLOR);
        color.filter(known -> known.contrast(ground) < least)
                .ifPresent(pale -> values.mistake(
                        setting,
                        "got " + pale + ", which users cannot read on " + ground,
                        "a color whose contrast with it is at least " + least));
        return color;
    }

    private CeremonySettings ceremonies() {
        return new CeremonySettings(
                values.get(Setting.REGISTRATION, SettingType.REGISTRATION).equals("open"),
                values.get(Setting.REGISTRATION_REALM, SettingType.UNKNOWN_REALM)
                        .equals("allow"),
                values.get(Setting.USER_VERIFICATION, SettingType.USER_VERIFICATION),
                values.get(Setting.ALGORITHMS, SettingType.ALGORITHMS),
                values.get(Setting.CEREMONY_LIFETIME, SettingType.DURATION),
                values.get(Setting.SIGNATURE_COUNTER, SettingType.SIGNATURE_COUNTER)
                        .equals("reject"),
                values.get(Setting.MANAGE_MAX_AGE, SettingType.DURATION),
                values.get(Setting.MANAGE_REQUIRES, SettingType.MANAGE_REQUIRES).equals("passkey"),
                values.get(Setting.MAX_PER_USER, SettingType.COUNT),
                values.find(Setting.HINTS, SettingType.HINTS).orElse(List.of()));
    }

    private StorageSettings storage() {
        Optional<String> secret =
                values.find(Setting.SECRET, SettingType.SECRET).map(Base64Url::encode);
        Optional<String> previous =
                values.find(Setting.SECRET_PREVIOUS, SettingType.SECRET).map(Base64Url::encode);
        if (secret.isEmpty() && previous.isPresent()) {
            values.mistake(
                    Setting.SECRET,
                    "is missing, but " + Setting.SECRET_PREVIOUS.key() + " is set",
                    SettingType.SECRET.allowedValues());
        }
        return new StorageSettings(
                values.get(Setting.DATA_SOURCE, SettingType.TEXT),
                values.get(Setting.SCHEMA, SettingType.SCHEMA),
                userBase(),
                secret,
                previous,
                seals());
    }

    private SealSettings seals() {
        Optional<String> secret =
                values.find(Setting.ROW_SECRET, SettingType.SECRET).map(Base64Url::encode);
        Optional<String> previous =
                values.find(Setting.ROW_SECRET_PREVIOUS, SettingType.SECRET).map(Base64Url::encode);
        if (secret.isEmpty() && previous.isPresent()) {
            values.mistake(
                    Setting.ROW_SECRET,
                    "is missing, but " + Setting.ROW_SECRET_PREVIOUS.key() + " is set",
                    SettingType.SECRET.allowedValues());
        }
        return new SealSettings(
                secret,
                previous,
                values.get(Setting.ROW_SECRET_UNSEALED, SettingType.UNSEALED).equals("accept"));
    }

    private UserBase userBase() {
        UserBase base = values.find(Setting.USERS, SettingType.USER_BASE)
                .orElseGet(() -> UserBase.ofApplication(source.contextPath()));
        return new UserBase(
                base.id(),
                values.get(Setting.USER_NAMES, SettingType.USER_NAMES).equals("exact"));
    }

    private RolloutSettings rollout() {
        return new RolloutSettings(
                values.get(Setting.ROLLOUT, SettingType.LEVEL),
                values.family(Setting.ROLLOUT_GROUP, SettingType.LEVEL),
                values.get(Setting.ROLLOUT_GRACE, SettingType.DURATION),
                values.get(Setting.ENROLLMENT, SettingType.ENROLLMENT),
                values.get(Setting.ENROLLMENT_INTERVAL, SettingType.DURATION),
                values.get(Setting.PASSWORD, SettingType.PASSWORD).equals("off-when-safe"),
                values.find(Setting.BREAK_GLASS, SettingType.NAMES).orElse(Set.of()));
    }

    private AccountSettings accounts() {
        return new AccountSettings(
                query(Setting.ACCOUNT_QUERY), query(Setting.ACCOUNT_ID_QUERY), dataSource(Setting.ACCOUNT_DATA_SOURCE));
    }

    private GroupSettings groups(RelyingParties relyingParties) {
        return new GroupSettings(
                query(Setting.GROUPS_QUERY),
                dataSource(Setting.GROUPS_DATA_SOURCE),
                values.get(Setting.GROUPS_REMEMBERED, SettingType.BOOLEAN),
                values.get(Setting.GROUPS_PARITY, SettingType.PARITY),
                new OriginGroupsReader(source, relyingParties, values::mistake).read());
    }

    private TokenSettings tokens() {
        String rpId = values.find(Setting.RP_ID, SettingType.HOST).orElse(RelyingPartySettings.LOCALHOST);
        String scheme = rpId.equals(RelyingPartySettings.LOCALHOST) ? "http://" : "https://";
        String issuer = values.find(Setting.TOKENS_ISSUER, SettingType.URL)
                .orElseGet(() -> scheme + rpId + source.contextPath().replaceFirst("/$", ""));
        return new TokenSettings(
                values.get(Setting.TOKENS, SettingType.TOKENS).equals("on"),
                issuer,
                values.find(Setting.TOKENS_AUDIENCE, SettingType.TEXT).orElse(issuer),
                values.get(Setting.TOKENS_LIFETIME, SettingType.DURATION),
                values.get(Setting.TOKENS_REFRESH_LIFETIME, SettingType.DURATION),
                values.get(Setting.TOKENS_KEY_LIFETIME, SettingType.DURATION));
    }

    private Optional<String> query(Setting setting) {
        Optional<String> query = values.find(setting, SettingType.TEXT);
        if (query.isPresent() && query.get().chars().filter(c -> c == '?').count() != 1) {
            values.mistake(
                    setting,
                    "got a query that does not have exactly one `?`",
                    "a query with one `?` for the user name");
        }
        return query;
    }

    private String dataSource(Setting setting) {
        return values.find(setting, SettingType.TEXT)
                .orElseGet(() -> values.get(Setting.DATA_SOURCE, SettingType.TEXT));
    }

    private StepUpSettings stepUp() {
        Map<UrlPattern, Duration> paths = new HashMap<>();
        values.family(Setting.STEP_UP, SettingType.DURATION).forEach((text, age) -> {
            UrlPattern pattern = new UrlPattern(text);
            String key = source.written(Setting.STEP_UP.key(text));
            if (!pattern.isPlain()) {
                String family = key.substring(0, key.length() - text.length());
                values.mistakes()
                        .add(key + ": the key does not end in a URL pattern; use a key such as " + family + "/admin/*");
            } else if (text.startsWith("/passkeys/")) {
                values.mistakes()
                        .add(
                                key
                                        + ": the pattern matches pages of Passkeys EE; use a pattern for pages of the application");
            }
            paths.put(pattern, age);
        });
        return new StepUpSettings(Map.copyOf(paths), values.family(Setting.STEP_UP_ROLE, SettingType.DURATION));
    }

    private void refuseRenamedKeys() {
        RenamedKeys.find(
                source, (old, renamed) -> values.mistakes().add(old + ": was renamed; set " + renamed + " instead"));
    }

    private void warnOfUnknownKeys() {
        for (String key : source.keys()) {
            if (key.startsWith("passkeys.") && Setting.of(key).isEmpty() && !RenamedKeys.contains(key)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Unknown setting {0} is ignored; check its spelling.",
                        source.written(key));
            }
        }
    }
}
