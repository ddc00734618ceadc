// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reader for the known members of the browser's response; it ignores all others, which newer browsers may add.
 *
 * @param id the credential id the client names
 * @param response the authenticator's part
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson">§5.1.8.1. RegistrationResponseJSON</a>
 */
record CredentialJson(CredentialId id, JsonNode response) {

    /** What a transport may be called; unknown ones are kept, nonsense is not. */
    private static final String TRANSPORT = "[a-z-]{1,16}";

    private static final int MOST_TRANSPORTS = 8;

    /**
     * Reads the frame that both kinds of answer share.
     *
     * @throws ProblemException {@code malformed-credential} when it is not a public key credential with one id
     */
    static CredentialJson read(JsonNode credential) throws ProblemException {
        if (!"public-key".equals(credential.path("type").textValue())) {
            throw malformed("type is not public-key", null);
        }
        String id = text(credential, "id");
        JsonNode rawId = credential.path("rawId");
        if (!rawId.isMissingNode() && !id.equals(rawId.textValue())) {
            throw malformed("id and rawId differ", null);
        }
        if (!credential.path("response").isObject()) {
            throw malformed("response is missing", null);
        }
        try {
            return new CredentialJson(new CredentialId(id), credential.path("response"));
        } catch (IllegalArgumentException e) {
            throw malformed("id: " + e.getMessage(), e);
        }
    }

    /** The bytes of a member that must be there. */
    byte[] bytes(String member) throws ProblemException {
        try {
            byte[] bytes = Base64Url.decode(text(response, member));
            if (bytes.length == 0) {
                throw malformed(member + " is empty", null);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw malformed(member + ": " + e.getMessage(), e);
        }
    }

    /** The bytes of a member that may be absent. Safari sends an empty one for none. */
    Optional<byte[]> optionalBytes(String member) throws ProblemException {
        JsonNode node = response.path(member);
        boolean absent = node.isMissingNode() || node.isNull() || "".equals(node.textValue());
        return absent ? Optional.empty() : Optional.of(bytes(member));
    }

    /** How the authenticator can be reached, as the browser believes. */
    List<String> transports() {
        Set<String> transports = new TreeSet<>();
        for (JsonNode node : response.path("transports")) {
            if (node.isTextual() && node.textValue().matches(TRANSPORT) && transports.size() < MOST_TRANSPORTS) {
                transports.add(node.textValue());
            }
        }
        return new ArrayList<>(transports);
    }

    private static String text(JsonNode object, String member) throws ProblemException {
        String text = object.path(member).textValue();
        if (text == null) {
            throw malformed(member + " is no text", null);
        }
        return text;
    }

    static ProblemException malformed(String detail, @Nullable Throwable cause) {
        return new ProblemException(ProblemCode.MALFORMED_CREDENTIAL, detail, cause);
    }
}
