// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.AppSettings;
import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.AccountSettings;
import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.Settings.Enrollment;
import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.LimitSettings;
import ee.passkeys.config.Settings.PageSettings;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.StepUpSettings;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One ceremony of somebody else's, with the verdict it should get, run through ours. */
record Vector(JsonNode json) {

    private static final UserBase USERS = UserBase.ofApplication("/");
    private static final String CALLER = "somebody";
    private static final Client ANYWHERE = new Client(Optional.empty(), "cookie-of-this-browser");
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** All that the library knows, Ed448 and the broken RS1 too. */
    private static final List<Integer> ALGORITHMS = List.of(-7, -8, -19, -53, -35, -36, -257, -258, -259, -65535);

    String id() {
        return json.path("id").asText();
    }

    boolean expectsAcceptance() {
        return json.path("expect").asText().equals("accept");
    }

    /** Whether the verdict does not depend on a choice of the product. */
    boolean isPortable() {
        return texts("tags").stream().noneMatch(tag -> tag.equals("policy-dependent") || tag.startsWith("needs:"));
    }

    /** Our verdict: empty when accepted, else why not. */
    Optional<String> refusal() {
        try {
            JsonNode credential =
                    json.has("rawBody") ? Json.readObject(json.path("rawBody").asText()) : json.path("credential");
            if (json.path("kind").asText().equals("registration")) {
                register(credential);
            } else {
                authenticate(credential);
            }
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.failure().code() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("the body: " + e.getMessage());
        }
    }

    private void register(JsonNode credential) throws ProblemException {
        Registration registration = ceremonies(new MemoryPasskeyStore()).registration();
        boolean conditional = !json.path("requireUP").asBoolean(true);
        StartedCeremony begun = registration.begin(ANYWHERE, CALLER, conditional, List.of());
        registration.finish(ANYWHERE, Optional.of(CALLER), begun.ceremony(), credential, Optional.empty());
    }

    private void authenticate(JsonNode credential) throws ProblemException {
        MemoryPasskeyStore store = new MemoryPasskeyStore();
        String sent = credential.path("response").path("userHandle").asText("");
        String handle = json.path("userHandle").asText(sent.isEmpty() ? "c29tZWJvZHk" : sent);
        PasskeyUser user = new PasskeyUser(CALLER, new UserHandle(handle), Instant.EPOCH);
        List<String> stored = texts("storedCredentialIds");
        store.transact(passkeys -> {
            passkeys.addUser(user);
            for (String id : stored.isEmpty() ? List.of(credential.path("id").asText()) : stored) {
                passkeys.add(passkey(user, new CredentialId(id), credential));
            }
            return user;
        });
        Authentication authentication = ceremonies(store).authentication();
        boolean named = sent.isEmpty() || json.has("requestUserHandle");
        StartedCeremony begun =
                named ? authentication.begin(ANYWHERE, CALLER, false) : authentication.begin(ANYWHERE, false);
        authentication.finish(ANYWHERE, Optional.empty(), begun.ceremony(), credential);
    }

    private Passkey passkey(PasskeyUser user, CredentialId id, JsonNode credential) {
        return new Passkey(
                id,
                user.handle(),
                user.caller(),
                json.path("publicKeyCose_b64url").asText(),
                json.path("storedCounter").asLong(),
                true,
                json.path("storedBackupEligible").asBoolean(sentBackupEligible(credential)),
                false,
                List.of(),
                new UUID(0, 0),
                json.path("rpId").asText(),
                "Passkey",
                "none",
                Instant.EPOCH,
                null,
                false);
    }

    /** Where nothing is known of what was stored, nothing has changed. */
    private static boolean sentBackupEligible(JsonNode credential) {
        try {
            byte[] data = Base64Url.decode(
                    credential.path("response").path("authenticatorData").asText());
            return data.length > 32 && (data[32] & 0x08) != 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private PasskeyCeremonies ceremonies(MemoryPasskeyStore store) {
        Clock clock = json.has("now")
                ? Clock.fixed(Instant.parse(json.path("now").asText()), ZoneOffset.UTC)
                : Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Settings settings = settings();
        byte[] challenge = Base64Url.decode(json.path("challenge_b64url").asText());
        return PasskeyCeremonies.of(
                settings,
                settings.relyingParty(),
                store,
                new PasskeyCeremonies.Host(
                        caller -> true, Optional.empty(), aaguid -> "Passkey", event -> {}, random, clock),
                new CeremonyFactory(settings.relyingParty(), USERS, () -> challenge, random, clock));
    }

    private Settings settings() {
        String rpId = json.path("rpId").asText();
        List<Integer> algorithms = new ArrayList<>();
        json.path("pubKeyCredAlgs").forEach(algorithm -> algorithms.add(algorithm.asInt()));
        UserVerification verification =
                json.path("requireUV").asBoolean() ? UserVerification.REQUIRED : UserVerification.PREFERRED;
        return new Settings(
                true,
                RelyingParties.of(new RelyingPartySettings(rpId, rpId, origins(), topOrigins())),
                List.of(),
                new AppSettings(List.of(), List.of()),
                new CeremonySettings(
                        false,
                        false,
                        verification,
                        algorithms.isEmpty() ? ALGORITHMS : algorithms,
                        LIFETIME,
                        true,
                        LIFETIME,
                        false,
                        10,
                        List.of()),
                new StorageSettings(
                        "none",
                        SchemaMode.OFF,
                        USERS,
                        Optional.of("A".repeat(43)),
                        Optional.empty(),
                        Settings.SealSettings.NONE),
                new AccountSettings(Optional.empty(), Optional.empty(), "none"),
                new PageSettings("/login", "/", Settings.Unauthenticated.CONTAINER),
                AppearanceSettings.DEFAULT,
                new LimitSettings(1, 1, Optional.empty()),
                new GraftSettings(GraftMode.OFF, Optional.empty()),
                new RolloutSettings(Level.OFFER, Map.of(), LIFETIME, Enrollment.OFF, LIFETIME, false, Set.of()),
                new StepUpSettings(Map.of(), Map.of()),
                new GroupSettings(Optional.empty(), "none", false, ParityMode.OFF, Map.of()),
                new TokenSettings(false, "none", "none", LIFETIME, LIFETIME, LIFETIME),
                "admin",
                new AdminSettings(Optional.empty(), LIFETIME, 1, false, false),
                new Settings.AuditSettings(Optional.empty(), Optional.empty(), LIFETIME),
                new Settings.MetricsSettings(false, Optional.empty(), Settings.Readiness.OFF),
                new Settings.MailSettings(Optional.empty(), "", Optional.empty(), "none", "en", "/", "none", false));
    }

    /** Those that can be set: an origin that is none cannot. Never an empty list, which would mean development on localhost. */
    private List<Origin> origins() {
        return Stream.concat(texts("origins").stream(), Stream.of("https://nowhere.invalid"))
                .flatMap(Vector::origin)
                .toList();
    }

    private static Stream<Origin> origin(String text) {
        try {
            return Stream.of(new Origin(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private List<Origin> topOrigins() {
        JsonNode policy = json.path("policy");
        List<Origin> named = new ArrayList<>();
        policy.path("topOrigins").forEach(origin -> named.add(new Origin(origin.asText())));
        boolean anyFrame = policy.path("allowCrossOrigin").asBoolean() && named.isEmpty();
        return anyFrame ? List.of(new Origin("https://portal.invalid")) : named;
    }

    private List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        json.path(member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static List<Vector> read(String array) {
        ObjectNode wrapped = Json.readObject("{\"vectors\":" + array + "}");
        List<Vector> vectors = new ArrayList<>();
        wrapped.path("vectors").forEach(vector -> vectors.add(new Vector(vector)));
        return vectors;
    }

    @Override
    public String toString() {
        return id();
    }
}
