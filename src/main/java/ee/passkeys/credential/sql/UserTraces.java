// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.List;

/**
 * What is kept of a user beside passkeys, password sign-in and enrollment.
 *
 * @param codes codes, the used ones too
 * @param tokens refresh tokens of the user's passkeys
 * @param mails mail that is not sent yet
 * @param audit rows of the audit table that name the user, the newest first
 */
public record UserTraces(List<Code> codes, List<Token> tokens, List<Mail> mails, List<AuditRow> audit) {

    /**
     * Code of the user, of which a hash is stored.
     *
     * @param kind {@code ENROLLMENT} or {@code RECOVERY}
     * @param issuedAt when it was issued
     * @param expiresAt until when it can be used
     * @param used whether it was
     */
    public record Code(String kind, Instant issuedAt, Instant expiresAt, boolean used) {}

    /**
     * Family of refresh tokens.
     *
     * @param passkey the key of the row of its passkey
     * @param authenticatedAt when the passkey was used
     * @param expiresAt end of the family
     */
    public record Token(String passkey, Instant authenticatedAt, Instant expiresAt) {}

    /**
     * Mail that is not sent yet.
     *
     * @param kind what happened
     * @param happenedAt when it happened
     */
    public record Mail(String kind, Instant happenedAt) {}
}
