// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decoy passkeys for names without passkeys, always the same ones, so that a request does not reveal whether a name exists. Each RP ID has
 * others, because nobody has the same passkey for two of them.
 *
 * <p>The end of an invented id is a seal over its begin. So an invented id is known again without its name, and an answer that brings one
 * is refused as an answer that brings a stored one.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-username-enumeration">§14.6.2. Username Enumeration</a>
 */
final class DecoyCredentials {

    private static final String PURPOSE = "decoy passkeys";
    private static final String SEAL_PURPOSE = "seal of decoy passkeys";
    private static final int SEAL_BYTES = 8;

    /** How many in a hundred users have one passkey, and how many have at most two; the others have three. */
    private static final int WITH_ONE = 68;

    private static final int WITH_TWO = 92;

    private final Secrets secrets;
    private final UserBase users;
    private final String rpId;

    DecoyCredentials(Secrets secrets, UserBase users, String rpId) {
        this.secrets = secrets;
        this.users = users;
        this.rpId = rpId;
    }

    /**
     * A kind of passkey that is common.
     *
     * @param share how many in a hundred passkeys are of this kind
     * @param length of the id, in bytes
     * @param transports how it can be reached, in the order in which transports are stored
     */
    private record Kind(int share, int length, List<String> transports) {}

    /** Password managers of phones, of browsers and of desktops, then what a computer keeps, then security keys. */
    private static final List<Kind> KINDS = List.of(
            new Kind(34, 20, List.of("hybrid", "internal")),
            new Kind(30, 16, List.of("hybrid", "internal")),
            new Kind(12, 16, List.of("internal")),
            new Kind(16, 32, List.of("internal")),
            new Kind(5, 48, List.of("nfc", "usb")),
            new Kind(3, 64, List.of("nfc", "usb")));

    List<PasskeyDescriptor> of(String name) {
        byte[] random = Hashes.hmac(key(PURPOSE), rpId + "\n" + users.qualified(UserNames.fold(name)));
        return IntStream.range(0, count(percent(random)))
                .mapToObj(i -> decoy(Hashes.hmac(random, "passkey " + i)))
                .toList();
    }

    /** Whether an id is one that was invented here. */
    boolean contain(CredentialId id) {
        byte[] bytes = id.bytes();
        int sealAt = bytes.length - SEAL_BYTES;
        return sealAt > 0 && Hashes.same(seal(bytes, sealAt), Arrays.copyOfRange(bytes, sealAt, bytes.length));
    }

    private PasskeyDescriptor decoy(byte[] random) {
        Kind kind = kind(percent(random));
        byte[] id = Arrays.copyOf(stretched(random), kind.length());
        int sealAt = id.length - SEAL_BYTES;
        System.arraycopy(seal(id, sealAt), 0, id, sealAt, SEAL_BYTES);
        return new PasskeyDescriptor(CredentialId.of(id), kind.transports());
    }

    private byte[] seal(byte[] id, int length) {
        return Arrays.copyOf(Hashes.hmac(key(SEAL_PURPOSE), Hashes.hex(Arrays.copyOf(id, length))), SEAL_BYTES);
    }

    private byte[] key(String purpose) {
        return Hashes.derive(secrets.oldest().bytes(), purpose);
    }

    private static byte[] stretched(byte[] random) {
        byte[] first = Hashes.hmac(random, "first");
        byte[] second = Hashes.hmac(random, "second");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int percent(byte[] random) {
        return Integer.remainderUnsigned(ByteBuffer.wrap(random).getInt(), 100);
    }

    private static int count(int percent) {
        if (percent < WITH_ONE) {
            return 1;
        }
        return percent < WITH_TWO ? 2 : 3;
    }

    private static Kind kind(int percent) {
        int left = percent;
        for (Kind kind : KINDS) {
            if (left < kind.share()) {
                return kind;
            }
            left -= kind.share();
        }
        throw new IllegalStateException("the shares are no hundred");
    }
}
