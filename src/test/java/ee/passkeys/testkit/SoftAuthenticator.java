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

/** A browser and an authenticator in software: makes passkeys and signs with them, correctly or with faults of one's choice. */
public final class SoftAuthenticator {

    public static final int UP = 0x01;
    public static final int UV = 0x04;
    public static final int BE = 0x08;
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

    public SoftAuthenticator() {
        this(KeyKind.ES256);
    }

    public SoftAuthenticator(KeyKind... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** What it says of user and backup from now on. */
    public SoftAuthenticator flags(int flags) {
        this.flags = flags;
        return this;
    }

    public SoftAuthenticator counting() {
        this.counting = true;
        return this;
    }

    /** Sets the counter, as a copy of an authenticator would have it. */
    public SoftAuthenticator countIs(long count) {
        this.count = count;
        return this;
    }

    public SoftAuthenticator selfAttesting() {
        this.selfAttesting = true;
        return this;
    }

    public SoftAuthenticator aaguid(UUID aaguid) {
        this.aaguid = aaguid;
        return this;
    }

    /** Leaves the user handle out of its answers, as an old security key does. */
    public SoftAuthenticator givingNoHandle() {
        this.givesHandle = false;
        return this;
    }

    public SoftAuthenticator tampering(Tampering tampering) {
        this.tampering = tampering;
        return this;
    }

    /** {@code navigator.credentials.create} and {@code toJSON}. */
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

    /** {@code navigator.credentials.get} and {@code toJSON}. */
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
