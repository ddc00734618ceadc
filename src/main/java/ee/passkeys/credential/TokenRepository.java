// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Repository of the keys and refresh tokens of native apps, within the transaction of a {@link PasskeyRepository}. Every method throws {@link
 * StoreUnavailableException} when the database fails.
 */
public interface TokenRepository {

    /**
     * Returns the keys of an issuer.
     *
     * @param issuer SHA-256 of the issuer, in hex
     * @return all of them, the newest first
     */
    List<TokenKey> keys(String issuer);

    /**
     * Adds a key.
     *
     * @param key the new one
     */
    void addKey(TokenKey key);

    /**
     * Deletes old keys of an issuer.
     *
     * @param issuer SHA-256 of the issuer, in hex
     * @param madeBefore what is older goes
     * @return how many were deleted
     */
    int removeKeys(String issuer, Instant madeBefore);

    /**
     * Adds a family of refresh tokens.
     *
     * @param family the new one
     * @param passkey the passkey that it comes from
     */
    void addFamily(TokenFamily family, CredentialId passkey);

    /**
     * Finds a family of refresh tokens.
     *
     * @param id its id
     * @return the family, or empty when it never was, or was revoked
     */
    Optional<TokenFamily> family(String id);

    /**
     * Finds the passkey that a family of refresh tokens comes from.
     *
     * @param id the id of the family
     * @return the passkey, also a disabled one; empty when it is gone, belongs to another user base, or there is no such family
     */
    Optional<Passkey> passkeyOf(String id);

    /**
     * Puts the next refresh token in the place of the one that counts. Of two that do so at once, one does it.
     *
     * @param id the id of the family
     * @param oldHash the token that counts
     * @param newHash the one that counts from now on
     * @return false when another one counts, or the family is gone
     */
    boolean rotate(String id, String oldHash, String newHash);

    /**
     * Revokes a family of refresh tokens.
     *
     * @param id the id of the family
     * @return false when there is none
     */
    boolean removeFamily(String id);

    /**
     * Deletes expired families.
     *
     * @param now the time to compare with
     * @param most how many at once, so that it takes a moment only
     * @return how many were deleted
     */
    int removeExpired(Instant now, int most);
}
