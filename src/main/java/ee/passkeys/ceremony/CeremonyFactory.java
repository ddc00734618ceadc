// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Factory for ceremonies: gives each an ID and a challenge, and binds it to the client and its origin. */
final class CeremonyFactory {

    private static final int CHALLENGE_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final RelyingPartySettings relyingParty;
    private final UserBase users;
    private final Supplier<byte[]> challenges;
    private final SecureRandom random;
    private final Clock clock;

    CeremonyFactory(RelyingPartySettings relyingParty, UserBase users, SecureRandom random, Clock clock) {
        this(relyingParty, users, () -> bytes(random, CHALLENGE_BYTES), random, clock);
    }

    /** For tests that replay a ceremony whose challenge is known. */
    CeremonyFactory(
            RelyingPartySettings relyingParty,
            UserBase users,
            Supplier<byte[]> challenges,
            SecureRandom random,
            Clock clock) {
        this.relyingParty = relyingParty;
        this.users = users;
        this.challenges = challenges;
        this.random = random;
        this.clock = clock;
    }

    /**
     * The user of a new ceremony, as far as known.
     *
     * @param handle the user handle
     * @param name the caller's name
     * @param displayName the name to show
     */
    record User(
            @Nullable UserHandle handle,
            @Nullable String name,
            @Nullable String displayName) {

        static final User UNKNOWN = new User(null, null, null);
    }

    /**
     * Begins a ceremony.
     *
     * @throws ProblemException {@code foreign-origin} when the client says to be where no ceremony of ours may take place
     */
    Ceremony begin(Ceremony.Kind kind, Client client, User user, UserVerification verification, boolean conditional)
            throws ProblemException {
        Origin origin = client.origin().orElse(null);
        if (origin != null && !relyingParty.accepts(origin)) {
            throw new ProblemException(
                    ProblemCode.FOREIGN_ORIGIN, "begun on " + origin + ", expected one of " + relyingParty.origins());
        }
        return new Ceremony(
                Hashes.hex(bytes(random, ID_BYTES)),
                kind,
                Base64Url.encode(challenges.get()),
                clock.instant(),
                relyingParty.id(),
                users,
                origin,
                user.handle(),
                user.name(),
                user.displayName(),
                verification,
                conditional,
                client.binding());
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
