// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.UserVerification;
import ee.passkeys.problem.Json;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Started ceremony: all values against which the response is verified. It travels to the client and back, sealed.
 *
 * @param id its id, by which it is used once
 * @param kind what it is for
 * @param challenge 32 random bytes, as base64url
 * @param issuedAt when it began
 * @param rpId the RP ID it was begun for
 * @param users the user base it was begun in
 * @param origin where it began, null when the client did not say
 * @param handle the user handle, null where the user is not known yet
 * @param name the caller's name, null where the user is not known yet
 * @param displayName the name to show, null except in registrations
 * @param userVerification how much verification of the user the answer needs
 * @param conditional whether it was begun by the browser's autofill or automatic upgrade, not by a press of a button
 * @param binding hash of the cookie of the browser it was begun in
 */
record Ceremony(
        String id,
        Kind kind,
        String challenge,
        Instant issuedAt,
        String rpId,
        UserBase users,
        @Nullable Origin origin,
        @Nullable UserHandle handle,
        @Nullable String name,
        @Nullable String displayName,
        UserVerification userVerification,
        boolean conditional,
        String binding) {

    /**
     * §7.1 step 15 and 16: only where a browser makes a passkey by itself, after a password login, may the user be absent and unverified.
     */
    boolean userMayBeAbsent() {
        return kind == Kind.REGISTRATION && conditional;
    }

    /** What a ceremony is for. An answer to one kind is never accepted for another. */
    enum Kind {
        /** A signed-in caller makes another passkey. */
        REGISTRATION,
        /** A visitor makes an account with a passkey. */
        NEW_ACCOUNT,
        /** Somebody signs in. */
        LOGIN,
        /** A signed-in caller confirms to be there. */
        STEP_UP,
        /** An app, which may have no cookies, gets tokens and no session. */
        TOKEN
    }

    /** Written into every sealed ceremony, so that another version of this software refuses it instead of misreading it. */
    private static final int FORMAT = 2;

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("v", FORMAT)
                .put("id", id)
                .put("kind", kind.name())
                .put("challenge", challenge)
                .put("iat", issuedAt.toEpochMilli())
                .put("rpId", rpId)
                .put("users", users.id())
                .put("exact", users.exact())
                .put("uv", userVerification.name())
                .put("conditional", conditional)
                .put("binding", binding);
        json.put("origin", origin == null ? null : origin.text());
        json.put("handle", handle == null ? null : handle.base64Url());
        return json.put("name", name).put("displayName", displayName);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when it was written by another version
     */
    static Ceremony fromJson(ObjectNode json) {
        if (json.path("v").asInt() != FORMAT) {
            throw new IllegalArgumentException("a ceremony of format " + json.path("v"));
        }
        String origin = json.path("origin").textValue();
        String handle = json.path("handle").textValue();
        return new Ceremony(
                json.path("id").asText(),
                Kind.valueOf(json.path("kind").asText()),
                json.path("challenge").asText(),
                Instant.ofEpochMilli(json.path("iat").asLong()),
                json.path("rpId").asText(),
                new UserBase(json.path("users").asText(), json.path("exact").asBoolean()),
                origin == null ? null : new Origin(origin),
                handle == null ? null : new UserHandle(handle),
                json.path("name").textValue(),
                json.path("displayName").textValue(),
                UserVerification.valueOf(json.path("uv").asText()),
                json.path("conditional").asBoolean(),
                json.path("binding").asText());
    }
}
