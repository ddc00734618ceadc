// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.ORIGIN;
import static ee.passkeys.ceremony.TestCeremonies.assertRefused;
import static ee.passkeys.problem.ProblemCode.ATTESTATION_REJECTED;
import static ee.passkeys.problem.ProblemCode.AUTHENTICATION_FAILED;
import static ee.passkeys.problem.ProblemCode.FOREIGN_ORIGIN;
import static ee.passkeys.problem.ProblemCode.MALFORMED_CREDENTIAL;
import static ee.passkeys.problem.ProblemCode.PASSKEY_NOT_ALLOWED;
import static ee.passkeys.problem.ProblemCode.UNSUPPORTED_ALGORITHM;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One thing is wrong with an answer that is right otherwise: it is refused, with the right code, and nothing of it is stored. */
@DisplayName("An answer with one thing wrong")
class MutationsTest {

    private static final int FLAGS = 32;
    private static final int AAGUID = 37;
    private static final int ID_LENGTH = 53;
    private static final int ID = 55;
    private static final int KEY = ID + 32;

    private record Mutation(String what, Tampering tampering, ProblemCode failure) {}

    private static List<Mutation> ofBoth(ProblemCode wrong) {
        return List.of(
                clientData("another challenge", json -> json.put("challenge", "AAAA"), wrong),
                clientData("no challenge", json -> json.remove("challenge"), wrong),
                clientData("a challenge that is no text", json -> json.put("challenge", 1), wrong),
                clientData(
                        "a challenge with padding",
                        json -> json.put("challenge", json.path("challenge").asText() + "="),
                        wrong),
                clientData("another type", json -> json.put("type", "webauthn.other"), wrong),
                clientData("no type", json -> json.remove("type"), wrong),
                clientData("the type of a payment", json -> json.put("type", "payment.get"), wrong),
                clientData("a foreign origin", json -> json.put("origin", "https://evil.example"), FOREIGN_ORIGIN),
                clientData("an origin below ours", json -> json.put("origin", "https://a.example.org"), FOREIGN_ORIGIN),
                clientData("an origin with a port", json -> json.put("origin", ORIGIN + ":8443"), FOREIGN_ORIGIN),
                clientData("an origin without TLS", json -> json.put("origin", "http://example.org"), FOREIGN_ORIGIN),
                clientData("an origin with a slash", json -> json.put("origin", ORIGIN + "/"), FOREIGN_ORIGIN),
                clientData("an origin in capitals", json -> json.put("origin", "HTTPS://EXAMPLE.ORG"), FOREIGN_ORIGIN),
                clientData(
                        "an origin with a user", json -> json.put("origin", "https://a@example.org"), FOREIGN_ORIGIN),
                clientData("an opaque origin", json -> json.put("origin", "null"), FOREIGN_ORIGIN),
                clientData("no origin", json -> json.remove("origin"), FOREIGN_ORIGIN),
                clientData(
                        "an origin that is no text",
                        json -> json.putArray("origin").add(ORIGIN),
                        FOREIGN_ORIGIN),
                clientData("a frame of another site", json -> json.put("crossOrigin", true), FOREIGN_ORIGIN),
                clientData("a top origin", json -> json.put("topOrigin", "https://evil.example"), FOREIGN_ORIGIN),
                clientData("our own top origin", json -> json.put("topOrigin", ORIGIN), FOREIGN_ORIGIN),
                clientData(
                        "crossOrigin that is no truth", json -> json.put("crossOrigin", "false"), MALFORMED_CREDENTIAL),
                clientDataBytes("client data cut short", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                clientDataBytes("client data with more behind it", bytes -> append(bytes, "{}".getBytes(UTF_8))),
                clientDataBytes(
                        "client data with its origin twice",
                        bytes -> text(bytes, s -> s.replace("}", ",\"origin\":\"" + ORIGIN + "\"}"))),
                clientDataBytes("client data that is no UTF-8", bytes -> append(new byte[] {(byte) 0xc3, 0x28}, bytes)),
                clientDataBytes("client data in UTF-16", bytes -> new String(bytes, UTF_8).getBytes(UTF_16)),
                clientDataBytes("client data that is a list", bytes -> text(bytes, s -> "[" + s + "]")),
                clientDataBytes("client data that is null", bytes -> "null".getBytes(UTF_8)),
                clientDataBytes(
                        "client data nested too deep",
                        bytes -> text(bytes, s -> s.replace("}", ",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"))),
                data("another RP ID", bytes -> with(bytes, 0, 1), wrong),
                data("data cut short", bytes -> Arrays.copyOf(bytes, 36), MALFORMED_CREDENTIAL),
                data("data with a byte behind it", bytes -> append(bytes, new byte[1]), MALFORMED_CREDENTIAL),
                data("extensions that are said to be there", bytes -> with(bytes, FLAGS, 0x80), MALFORMED_CREDENTIAL),
                data(
                        "extensions that are no map",
                        bytes -> append(with(bytes, FLAGS, 0x80), new byte[] {1}),
                        MALFORMED_CREDENTIAL),
                data(
                        "extensions with a byte behind them",
                        bytes -> append(with(bytes, FLAGS, 0x80), new byte[] {(byte) 0xa0, 0}),
                        MALFORMED_CREDENTIAL),
                data("a backup of what cannot be backed up", bytes -> with(bytes, FLAGS, SoftAuthenticator.BS), wrong),
                answer("no id", json -> json.remove("id"), MALFORMED_CREDENTIAL),
                answer("an empty id", json -> json.put("id", "").put("rawId", ""), MALFORMED_CREDENTIAL),
                answer("another id than the raw one", json -> json.put("rawId", "AAAA"), MALFORMED_CREDENTIAL),
                answer("an id with padding", json -> both(json, json.path("id").asText() + "="), MALFORMED_CREDENTIAL),
                answer("an id in plain base64", json -> both(json, "+/+/"), MALFORMED_CREDENTIAL),
                answer("an id of 1024 bytes", json -> both(json, encode(new byte[1024])), MALFORMED_CREDENTIAL),
                answer("an id that is a number", json -> json.put("id", 7), MALFORMED_CREDENTIAL),
                answer("another type of credential", json -> json.put("type", "password"), MALFORMED_CREDENTIAL),
                answer("no type of credential", json -> json.remove("type"), MALFORMED_CREDENTIAL),
                answer("no response", json -> json.remove("response"), MALFORMED_CREDENTIAL),
                answer("a response that is a text", json -> json.put("response", "x"), MALFORMED_CREDENTIAL),
                response("no client data", json -> json.remove("clientDataJSON")),
                response("empty client data", json -> json.put("clientDataJSON", "")),
                response(
                        "client data with padding",
                        json -> json.put(
                                "clientDataJSON", json.path("clientDataJSON").asText() + "=")),
                response("client data that is null", json -> json.set("clientDataJSON", NullNode.instance)));
    }

    private static List<Mutation> ofRegistrations() {
        return List.of(
                clientData("the type of a login", json -> json.put("type", "webauthn.get"), MALFORMED_CREDENTIAL),
                data("nobody there", bytes -> without(bytes, SoftAuthenticator.UP), PASSKEY_NOT_ALLOWED),
                data("nobody verified", bytes -> without(bytes, SoftAuthenticator.UV), PASSKEY_NOT_ALLOWED),
                data("no new credential", bytes -> without(bytes, 0x40), MALFORMED_CREDENTIAL),
                data(
                        "no new credential, and its bytes gone",
                        bytes -> Arrays.copyOf(without(bytes, 0x40), 37),
                        MALFORMED_CREDENTIAL),
                data("another credential id", bytes -> with(bytes, ID, 1), MALFORMED_CREDENTIAL),
                data("a longer credential id", bytes -> with(bytes, ID_LENGTH, 1), MALFORMED_CREDENTIAL),
                data("an id that ends nowhere", bytes -> with(bytes, ID_LENGTH, 0x7f), MALFORMED_CREDENTIAL),
                data("a key cut short", bytes -> Arrays.copyOf(bytes, bytes.length - 1), MALFORMED_CREDENTIAL),
                data("an aaguid cut short", bytes -> Arrays.copyOf(bytes, AAGUID + 3), MALFORMED_CREDENTIAL),
                data("a key that is no map", bytes -> set(bytes, KEY, 0x01), MALFORMED_CREDENTIAL),
                key("a key without algorithm", key -> key.Remove(3), MALFORMED_CREDENTIAL),
                key("a key with an algorithm in words", key -> key.Set(3, "ES256"), MALFORMED_CREDENTIAL),
                key("an algorithm that was not offered", key -> key.Set(3, -47), UNSUPPORTED_ALGORITHM),
                key("the broken algorithm RS1", key -> key.Set(3, -65535), UNSUPPORTED_ALGORITHM),
                key("a key of another type", key -> key.Set(1, 3), MALFORMED_CREDENTIAL),
                key("a point that is not on the curve", key -> key.Set(-3, new byte[32]), MALFORMED_CREDENTIAL),
                key("an algorithm of another type of key", key -> key.Set(3, -257), MALFORMED_CREDENTIAL),
                key("a key without type", key -> key.Remove(1), MALFORMED_CREDENTIAL),
                key("a coordinate that is too long", key -> key.Set(-2, new byte[64]), MALFORMED_CREDENTIAL),
                key("a key without a coordinate", key -> key.Remove(-2), MALFORMED_CREDENTIAL),
                attestation("no format", object -> object.Remove("fmt"), MALFORMED_CREDENTIAL),
                attestation("a format that nobody knows", object -> object.Set("fmt", "made-up"), ATTESTATION_REJECTED),
                attestation(
                        "a format whose service has ended",
                        object -> object.Set("fmt", "android-safetynet"),
                        ATTESTATION_REJECTED),
                attestation("a format that is a number", object -> object.Set("fmt", 1), MALFORMED_CREDENTIAL),
                attestation(
                        "a statement where there is none",
                        object -> object.get("attStmt").Add("x", 1),
                        ATTESTATION_REJECTED),
                attestation("no statement", object -> object.Remove("attStmt"), MALFORMED_CREDENTIAL),
                attestation("a statement that is a text", object -> object.Set("attStmt", "x"), MALFORMED_CREDENTIAL),
                attestation("no authenticator data", object -> object.Remove("authData"), MALFORMED_CREDENTIAL),
                attestation(
                        "authenticator data that is a text",
                        object -> object.Set("authData", "x"),
                        MALFORMED_CREDENTIAL),
                attestation(
                        "a statement of packed without signature",
                        object -> object.Set("fmt", "packed"),
                        ATTESTATION_REJECTED),
                attestation(
                        "a statement of fido-u2f without certificate",
                        object -> object.Set("fmt", "fido-u2f"),
                        ATTESTATION_REJECTED),
                attestation(
                        "a statement of tpm without anything",
                        object -> object.Set("fmt", "tpm"),
                        ATTESTATION_REJECTED),
                attestationBytes("an attestation cut short", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                attestationBytes("an attestation with a byte behind it", bytes -> append(bytes, new byte[1])),
                attestationBytes("an attestation that is a list", bytes -> append(new byte[] {(byte) 0x81}, bytes)),
                attestationBytes("an attestation that is no CBOR", bytes -> new byte[] {(byte) 0xff}),
                attestationBytes("an attestation with a member twice", MutationsTest::twice),
                attestationBytes(
                        "an attestation without end", bytes -> new byte[] {(byte) 0x5b, 1, 0, 0, 0, 0, 0, 0, 0}),
                response("no attestation", json -> json.remove("attestationObject")),
                response("an empty attestation", json -> json.put("attestationObject", "")));
    }

    private static List<Mutation> ofLogins() {
        return List.of(
                clientData(
                        "the type of a registration",
                        json -> json.put("type", "webauthn.create"),
                        AUTHENTICATION_FAILED),
                data("nobody there", bytes -> without(bytes, SoftAuthenticator.UP), AUTHENTICATION_FAILED),
                data("nobody verified", bytes -> without(bytes, SoftAuthenticator.UV), AUTHENTICATION_FAILED),
                data(
                        "backup that was not possible before",
                        bytes -> with(bytes, FLAGS, SoftAuthenticator.BE),
                        AUTHENTICATION_FAILED),
                data("a credential that is said to be there", bytes -> with(bytes, FLAGS, 0x40), MALFORMED_CREDENTIAL),
                new Mutation(
                        "a flag changed after signing",
                        Tampering.ofSentAuthenticatorData(bytes -> with(bytes, FLAGS, 0x02)),
                        AUTHENTICATION_FAILED),
                new Mutation(
                        "a counter changed after signing",
                        Tampering.ofSentAuthenticatorData(bytes -> with(bytes, 36, 5)),
                        AUTHENTICATION_FAILED),
                signature("a signature with a bit turned", bytes -> with(bytes, bytes.length - 1, 1)),
                signature("a signature cut short", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                signature("a signature with a byte behind it", bytes -> append(bytes, new byte[1])),
                signature("a signature of zeros", bytes -> new byte[bytes.length]),
                signature("a signature whose r and s are zero", bytes -> new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}),
                response("no signature", json -> json.remove("signature")),
                response("an empty signature", json -> json.put("signature", "")),
                response("no authenticator data", json -> json.remove("authenticatorData")),
                response("a user handle that is a number", json -> json.put("userHandle", 1)),
                response("a user handle in plain base64", json -> json.put("userHandle", "+/+/")),
                answer(
                        "the user handle of nobody",
                        json -> ((ObjectNode) json.path("response")).put("userHandle", "AAAA"),
                        AUTHENTICATION_FAILED),
                answer("a passkey that nobody has", json -> both(json, encode(new byte[32])), AUTHENTICATION_FAILED));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedInARegistration() {
        return Stream.concat(ofBoth(MALFORMED_CREDENTIAL).stream(), ofRegistrations().stream())
                .map(mutation -> dynamicTest(mutation.what(), () -> refusesInRegistration(mutation)));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedInALogin() {
        return Stream.concat(ofBoth(AUTHENTICATION_FAILED).stream(), ofLogins().stream())
                .map(mutation -> dynamicTest(mutation.what(), () -> refusesInLogin(mutation)));
    }

    private static void refusesInRegistration(Mutation mutation) throws ProblemException {
        TestCeremonies test = new TestCeremonies();
        SoftAuthenticator phone = new SoftAuthenticator();
        StartedCeremony begun = test.beginRegistration("ada");
        ObjectNode wrong = phone.tampering(mutation.tampering()).create(begun.publicKey(), ORIGIN);

        assertRefused(mutation.failure(), () -> test.finishRegistration("ada", begun, wrong));

        assertThat(test.store.passkeys()).isEmpty();
        assertThat(test.store.spent()).isEqualTo(1);
        assertThat(test.register("ada", new SoftAuthenticator()).caller()).isEqualTo("ada");
    }

    private static void refusesInLogin(Mutation mutation) throws ProblemException {
        TestCeremonies test = new TestCeremonies();
        SoftAuthenticator phone = new SoftAuthenticator();
        Passkey passkey = test.register("ada", phone);
        StartedCeremony begun = test.beginLogin();
        ObjectNode wrong = phone.tampering(mutation.tampering()).get(begun.publicKey(), ORIGIN);

        assertRefused(mutation.failure(), () -> test.finishLogin(begun, wrong));

        assertThat(test.store.passkeys()).containsExactly(passkey);
        assertThat(test.store.spent()).isEqualTo(2);
        assertThat(test.signIn(phone.tampering(Tampering.NONE)).caller()).isEqualTo("ada");
    }

    private static Mutation clientData(String what, Consumer<ObjectNode> change, ProblemCode failure) {
        return new Mutation(what, Tampering.ofClientData(change), failure);
    }

    private static Mutation clientDataBytes(String what, UnaryOperator<byte[]> change) {
        return new Mutation(what, Tampering.ofClientDataBytes(change), MALFORMED_CREDENTIAL);
    }

    private static Mutation data(String what, UnaryOperator<byte[]> change, ProblemCode failure) {
        return new Mutation(what, Tampering.ofAuthenticatorData(change), failure);
    }

    private static Mutation answer(String what, Consumer<ObjectNode> change, ProblemCode failure) {
        return new Mutation(what, Tampering.ofAnswer(change), failure);
    }

    private static Mutation response(String what, Consumer<ObjectNode> change) {
        return answer(what, json -> change.accept((ObjectNode) json.path("response")), MALFORMED_CREDENTIAL);
    }

    private static Mutation attestation(String what, Consumer<CBORObject> change, ProblemCode failure) {
        return new Mutation(what, Tampering.ofAttestation(change), failure);
    }

    private static Mutation attestationBytes(String what, UnaryOperator<byte[]> change) {
        return new Mutation(what, Tampering.ofAttestationBytes(change), MALFORMED_CREDENTIAL);
    }

    private static Mutation signature(String what, UnaryOperator<byte[]> change) {
        return new Mutation(what, Tampering.ofSignature(change), AUTHENTICATION_FAILED);
    }

    private static Mutation key(String what, Consumer<CBORObject> change, ProblemCode failure) {
        return data(
                what,
                bytes -> {
                    CBORObject key = CBORObject.DecodeFromBytes(Arrays.copyOfRange(bytes, KEY, bytes.length));
                    change.accept(key);
                    return append(Arrays.copyOf(bytes, KEY), key.EncodeToBytes());
                },
                failure);
    }

    /** A map with the same three members, and the first once more. */
    private static byte[] twice(byte[] map) {
        byte[] copy = set(map, 0, 0xa4);
        return append(copy, new byte[] {0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e'});
    }

    private static void both(ObjectNode json, String id) {
        json.put("id", id).put("rawId", id);
    }

    private static byte[] text(byte[] bytes, UnaryOperator<String> change) {
        return change.apply(new String(bytes, UTF_8)).getBytes(UTF_8);
    }

    private static byte[] with(byte[] bytes, int index, int bits) {
        return set(bytes, index, bytes[index] ^ bits);
    }

    private static byte[] without(byte[] bytes, int flag) {
        return set(bytes, FLAGS, bytes[FLAGS] & ~flag);
    }

    private static byte[] set(byte[] bytes, int index, int value) {
        byte[] copy = bytes.clone();
        copy[index] = (byte) value;
        return copy;
    }

    private static byte[] append(byte[] bytes, byte[] more) {
        return ByteBuffer.allocate(bytes.length + more.length)
                .put(bytes)
                .put(more)
                .array();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
