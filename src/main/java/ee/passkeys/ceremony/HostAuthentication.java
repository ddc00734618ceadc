// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import java.util.Optional;

/**
 * Authentication ceremonies of a host: those of its RP ID and, while the application moves to another domain, those of the RP ID from before.
 *
 * <p>A browser is asked for the passkeys of one RP ID at a time. Which one is the client's choice and never depends on a user name, so that
 * an answer does not tell whether the name exists or which passkeys it has.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class HostAuthentication {

    private final String rpId;
    private final Authentication current;
    private final Optional<Previous> previous;

    HostAuthentication(String rpId, Authentication current, Optional<Previous> previous) {
        this.rpId = rpId;
        this.current = current;
        this.previous = previous;
    }

    /**
     * The ceremonies of the RP ID from before.
     *
     * @param rpId that RP ID
     * @param authentication its ceremonies
     */
    record Previous(String rpId, Authentication authentication) {}

    private interface Step {

        StartedCeremony begin(Authentication authentication) throws ProblemException;
    }

    /**
     * Begins a login in which the passkey says who the user is.
     *
     * @param client the browser
     * @param asked the RP ID that the client asks for, or empty for the one of new passkeys
     * @param conditional whether the browser is to offer passkeys in its autofill
     * @return the options, and the other RP ID if there is one
     * @throws ProblemException {@code malformed-request} for an RP ID of no passkeys here, {@code foreign-origin}
     */
    public StartedCeremony begin(Client client, Optional<String> asked, boolean conditional) throws ProblemException {
        return begin(asked, authentication -> authentication.begin(client, conditional));
    }

    /**
     * Begins a login of a user who typed a name.
     *
     * @param client the browser
     * @param asked the RP ID that the client asks for, or empty for the one of new passkeys
     * @param name what was typed
     * @param conditional whether the browser is to offer passkeys in its autofill
     * @return the options, and the other RP ID if there is one, whoever has the name
     * @throws ProblemException {@code malformed-request} for an RP ID of no passkeys here or a name that nobody can have,
     *     {@code foreign-origin}
     */
    public StartedCeremony begin(Client client, Optional<String> asked, String name, boolean conditional)
            throws ProblemException {
        return begin(asked, authentication -> authentication.begin(client, name, conditional));
    }

    /**
     * Begins a login of an app, which is to end in tokens.
     *
     * @param client the app
     * @param asked the RP ID that the client asks for, or empty for the one of new passkeys
     * @param name what was typed, or empty where the passkey says who the user is
     * @return the options, and the other RP ID if there is one
     * @throws ProblemException {@code malformed-request} for an RP ID of no passkeys here or a name that nobody can have,
     *     {@code foreign-origin}
     */
    public StartedCeremony beginForToken(Client client, Optional<String> asked, Optional<String> name)
            throws ProblemException {
        return begin(asked, authentication -> authentication.beginForToken(client, name));
    }

    /**
     * Begins to ask a signed-in caller to confirm to be there. The caller is known, so that one who has passkeys from before alone is asked for
     * those.
     *
     * @param client the browser
     * @param asked the RP ID that the client asks for, or empty to leave it to the passkeys of the caller
     * @param caller the name in the container
     * @return the options, and the other RP ID if the caller has passkeys there, too
     * @throws ProblemException {@code malformed-request} for an RP ID of no passkeys here, {@code no-such-passkey} when the caller has none to
     *     confirm with, {@code foreign-origin}
     */
    public StartedCeremony beginStepUp(Client client, Optional<String> asked, String caller) throws ProblemException {
        boolean hasPrevious = previous.filter(before -> before.authentication().canConfirm(caller))
                .isPresent();
        boolean hasBoth = hasPrevious && current.canConfirm(caller);
        Optional<String> chosen = asked.isEmpty() && hasPrevious && !hasBoth ? previous.map(Previous::rpId) : asked;
        StartedCeremony begun = of(chosen).beginStepUp(client, caller);
        return hasBoth ? begun.besides(other(chosen)) : begun;
    }

    /**
     * Finishes what was begun, for whichever RP ID.
     *
     * @param client the browser that sent the answer
     * @param caller the name in the container of who is signed in, if anybody is
     * @param token the sealed ceremony
     * @param credential an {@code AuthenticationResponseJSON}
     * @return who signs in, or who confirmed to be there
     * @throws ProblemException as {@link Authentication#finish}
     */
    public Authentication.Outcome finish(Client client, Optional<String> caller, String token, JsonNode credential)
            throws ProblemException {
        return ofToken(token).finish(client, caller, token, credential);
    }

    /**
     * Finishes a login of an app, for whichever RP ID.
     *
     * @param client the app that sent the answer
     * @param token the sealed ceremony
     * @param credential an {@code AuthenticationResponseJSON}
     * @return who it is
     * @throws ProblemException as {@link Authentication#finishForToken}
     */
    public VerifiedAssertion finishForToken(Client client, String token, JsonNode credential) throws ProblemException {
        return ofToken(token).finishForToken(client, token, credential);
    }

    private StartedCeremony begin(Optional<String> asked, Step step) throws ProblemException {
        return step.begin(of(asked)).besides(other(asked));
    }

    private Authentication of(Optional<String> asked) throws ProblemException {
        if (asked.isEmpty() || asked.get().equals(rpId)) {
            return current;
        }
        return previous.filter(before -> before.rpId().equals(asked.get()))
                .map(Previous::authentication)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "the RP ID is neither that of the host nor its previous one"));
    }

    private Optional<String> other(Optional<String> asked) {
        return previous.map(before -> asked.equals(Optional.of(before.rpId())) ? rpId : before.rpId());
    }

    /** What the token says is not verified here: it chooses who verifies it, and the other one would refuse it. */
    private Authentication ofToken(String token) {
        return previous.filter(before -> CeremonyToken.rpIdIn(token).equals(Optional.of(before.rpId())))
                .map(Previous::authentication)
                .orElse(current);
    }
}
