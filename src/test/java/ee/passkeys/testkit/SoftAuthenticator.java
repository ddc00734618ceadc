// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A browser and an authenticator in software: makes passkeys and signs with them, correctly or with the faults of a {@link Tampering}. It
 * takes the {@code publicKey} of an answer of {@code passkeys/api/…/options} and gives the {@code credential} for {@code …/verify}.
 *
 * <pre>{@code
 * SoftAuthenticator phone = new SoftAuthenticator();
 * JsonNode begun = post("passkeys/api/authentication/options", "{}");
 * JsonNode credential = phone.get(begun.path("publicKey"), "https://shop.example");
 * post("passkeys/api/authentication/verify", json(begun.path("ceremony"), credential));
 * }</pre>
 *
 * <p>It keeps its passkeys and is for one thread.
 *
 * @since 0.1
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-model">§6. WebAuthn Authenticator Model</a>
 */
public final class SoftAuthenticator {

    /** Flag: the user was there. */
    public static final int UP = 0x01;

    /** Flag: the user was verified. */
    public static final int UV = 0x04;

    /** Flag: the passkey can be copied to other devices. */
    public static final int BE = 0x08;

    /** Flag: the passkey is copied to other devices. */
    public static final int BS = 0x10;

    private static final int AT = 0x40;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Set<KeyKind> kinds;
    private final List<Held> held = new ArrayList<>();
    private int flags = UP | UV;
    private boolean counting;
    private boolean selfAttesting;
    private boolean givesHandle = true;
    private long count;
    private UUID aaguid = new UUID(0, 0);
    private Tampering tampering = Tampering.NONE;

    private record Held(byte[] id, String rpId, byte[] handle, KeyKind kind, KeyPair pair) {}

    /** Makes one that signs by ES256, verifies its user, and counts nothing. */
    public SoftAuthenticator() {
        this(KeyKind.ES256);
    }

    /**
     * Makes one that knows algorithms.
     *
     * @param kinds at least one; the first that a server asks for is taken
     */
    public SoftAuthenticator(KeyKind... kinds) {
        this.kinds = Set.of(kinds);
    }

    /**
     * Sets what it says of user and backup from now on.
     *
     * @param flags of {@link #UP}, {@link #UV}, {@link #BE} and {@link #BS}
     * @return itself
     * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data">§6.1. Authenticator Data</a>
     */
    public SoftAuthenticator flags(int flags) {
        this.flags = flags;
        return this;
    }

    /**
     * Has it count its signatures.
     *
     * @return itself
     */
    public SoftAuthenticator counting() {
        this.counting = true;
        return this;
    }

    /**
     * Sets the counter, as a copy of an authenticator would have it.
     *
     * @param count number of signatures before the next
     * @return itself
     */
    public SoftAuthenticator countIs(long count) {
        this.count = count;
        return this;
    }

    /**
     * Has it attest its passkeys with their own keys.
     *
     * @return itself
     * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-packed-attestation">§8.2. Packed Attestation</a>
     */
    public SoftAuthenticator selfAttesting() {
        this.selfAttesting = true;
        return this;
    }

    /**
     * Sets its model, by which servers name passkeys.
     *
     * @param aaguid the model; zeros before
     * @return itself
     */
    public SoftAuthenticator aaguid(UUID aaguid) {
        this.aaguid = aaguid;
        return this;
    }

    /**
     * Leaves the user handle out of its answers, as an old security key does.
     *
     * @return itself
     */
    public SoftAuthenticator givingNoHandle() {
        this.givesHandle = false;
        return this;
    }

    /**
     * Sets what is wrong with its answers from now on.
     *
     * @param tampering {@link Tampering#NONE} for nothing
     * @return itself
     */
    public SoftAuthenticator tampering(Tampering tampering) {
        this.tampering = tampering;
        return this;
    }

    /**
     * Makes a passkey, as {@code navigator.credentials.create} and {@code toJSON}. The origin is not compared with the RP ID: the server is to
     * do that.
     *
     * @param options a {@code PublicKeyCredentialCreationOptionsJSON}
     * @param origin of the page
     * @return a {@code RegistrationResponseJSON}
     * @throws IllegalStateException where a browser would refuse; the message begins with the name of its error
     * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson">§5.1. RegistrationResponseJSON</a>
     */
    public ObjectNode create(JsonNode options, String origin) {
        for (JsonNode excluded : options.path("excludeCredentials")) {
            byte[] id = decode(excluded.path("id").asText());
            if (held.stream().anyMatch(known -> MessageDigest.isEqual(known.id, id))) {
                throw new IllegalStateException("InvalidStateError: this authenticator has a passkey already");
            }
        }
        byte[] id = new byte[32];
        RANDOM.nextBytes(id);
        KeyKind kind = choose(options.path("pubKeyCredParams"));
        try {
            Held made = new Held(
                    id,
                    options.path("rp").path("id").asText(),
                    decode(options.path("user").path("id").asText()),
                    kind,
                    kind.generate());
            held.add(made);
            return attest(made, options.path("challenge").asText(), origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Signs with the newest passkey that fits, as {@code navigator.credentials.get} and {@code toJSON}.
     *
     * @param options a {@code PublicKeyCredentialRequestOptionsJSON}
     * @param origin of the page
     * @return an {@code AuthenticationResponseJSON}
     * @throws IllegalStateException where it has no passkey for the RP ID; the message begins with the name of the browser's error
     * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson">§5.1. AuthenticationResponseJSON</a>
     */
    public ObjectNode get(JsonNode options, String origin) {
        try {
            return assertion(pick(options), options.path("challenge").asText(), origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode attest(Held made, String challenge, String origin) throws GeneralSecurityException {
        byte[] clientData = clientData("webauthn.create", challenge, origin);
        byte[] key = made.kind.cose(made.pair.getPublic()).EncodeToBytes();
        ByteBuffer attested = ByteBuffer.allocate(16 + 2 + made.id.length + key.length)
                .putLong(aaguid.getMostSignificantBits())
                .putLong(aaguid.getLeastSignificantBits())
                .putShort((short) made.id.length)
                .put(made.id)
                .put(key);
        byte[] data = tampering.authenticatorData().apply(authenticatorData(made, flags | AT, attested.array()));
        CBORObject statement = CBORObject.NewMap();
        if (selfAttesting) {
            byte[] signature = made.kind.sign(made.pair, concat(data, sha256(clientData)));
            statement.Add("alg", made.kind.cose())
                    .Add("sig", tampering.signature().apply(signature));
        }
        CBORObject object = CBORObject.NewOrderedMap()
                .Add("fmt", selfAttesting ? "packed" : "none")
                .Add("attStmt", statement)
                .Add("authData", tampering.sentAuthenticatorData().apply(data));
        tampering.attestation().accept(object);
        ObjectNode answer = answer(made);
        ((ObjectNode) answer.path("response"))
                .put("clientDataJSON", encode(clientData))
                .put("attestationObject", encode(tampering.attestationBytes().apply(object.EncodeToBytes())))
                .put("publicKeyAlgorithm", made.kind.cose())
                .putArray("transports")
                .add("internal")
                .add("hybrid");
        tampering.answer().accept(answer);
        return answer;
    }

    private ObjectNode assertion(Held used, String challenge, String origin) throws GeneralSecurityException {
        if (counting) {
            count++;
        }
        byte[] clientData = clientData("webauthn.get", challenge, origin);
        byte[] data = tampering.authenticatorData().apply(authenticatorData(used, flags, new byte[0]));
        byte[] signature = used.kind.sign(used.pair, concat(data, sha256(clientData)));
        ObjectNode answer = answer(used);
        ObjectNode response = ((ObjectNode) answer.path("response"))
                .put("clientDataJSON", encode(clientData))
                .put(
                        "authenticatorData",
                        encode(tampering.sentAuthenticatorData().apply(data)))
                .put("signature", encode(tampering.signature().apply(signature)));
        if (givesHandle) {
            response.put("userHandle", encode(used.handle));
        }
        tampering.answer().accept(answer);
        return answer;
    }

    private ObjectNode answer(Held credential) {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", encode(credential.id))
                .put("rawId", encode(credential.id))
                .put("type", "public-key")
                .put("authenticatorAttachment", "platform");
        answer.putObject("clientExtensionResults").putObject("credProps").put("rk", true);
        answer.putObject("response");
        return answer;
    }

    private byte[] clientData(String type, String challenge, String origin) {
        ObjectNode json = JSON.createObjectNode()
                .put("type", type)
                .put("challenge", challenge)
                .put("origin", origin)
                .put("crossOrigin", false);
        tampering.clientData().accept(json);
        try {
            return tampering
                    .clientDataBytes()
                    .apply(JSON.writeValueAsString(json).getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] authenticatorData(Held credential, int withFlags, byte[] attested) {
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(credential.rpId.getBytes(UTF_8)))
                .put((byte) withFlags)
                .putInt((int) count)
                .put(attested)
                .array();
    }

    private KeyKind choose(JsonNode parameters) {
        for (JsonNode parameter : parameters) {
            for (KeyKind kind : kinds) {
                if (kind.cose() == parameter.path("alg").asInt()) {
                    return kind;
                }
            }
        }
        // A browser would refuse; this one goes on, to see that the server does.
        return kinds.iterator().next();
    }

    /** The newest of its passkeys that the site would take. */
    private Held pick(JsonNode options) {
        JsonNode allowed = options.path("allowCredentials");
        return held.stream()
                .filter(credential ->
                        credential.rpId.equals(options.path("rpId").asText()))
                .filter(credential -> allowed.isEmpty() || names(allowed, credential))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("NotAllowedError: no passkey to choose"));
    }

    private static boolean names(JsonNode descriptors, Held credential) {
        for (JsonNode descriptor : descriptors) {
            if (descriptor.path("id").asText().equals(encode(credential.id))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static byte[] decode(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
