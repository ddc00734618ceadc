// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.value.SealKey;

/** Key of the audit table, which is never in the database: seals rows and chains, and tells whether a seal is right. */
public final class AuditKey {

    private static final int ID_DIGITS = 16;

    private final SealKey key;
    private final String id;

    /**
     * Takes a secret.
     *
     * @param secret 32 bytes in base64url
     * @throws IllegalArgumentException when it is not
     */
    public AuditKey(String secret) {
        this.key = new SealKey(secret);
        this.id = key.seal("key").substring(0, ID_DIGITS);
    }

    /**
     * What tells this key from others, and nothing about it.
     *
     * @return 16 digits
     */
    String id() {
        return id;
    }

    /** The row with its MAC. */
    AuditRow seal(AuditRow row) {
        return row.sealed(macOf(row));
    }

    boolean isSealed(AuditRow row) {
        return SealKey.same(macOf(row), row.mac());
    }

    private String macOf(AuditRow row) {
        return key.seal(
                "row",
                row.chain(),
                row.position(),
                row.atMs(),
                row.event(),
                row.actor(),
                row.caller(),
                row.passkey(),
                row.origin(),
                row.client(),
                row.node(),
                row.outcome(),
                row.reason(),
                row.detail(),
                row.previous());
    }

    /** The beginning of a chain, which its first row continues. */
    Place beginning(String chain) {
        return new Place(0, key.seal("beginning", chain), "");
    }

    /** The chain with its anchor at a place. */
    AuditChain anchored(AuditChain chain, Place place) {
        return chain.anchoredAt(place.sealed(anchorSeal(chain, place)));
    }

    boolean isAnchored(AuditChain chain) {
        return SealKey.same(anchorSeal(chain, chain.anchor()), chain.anchor().seal());
    }

    private String anchorSeal(AuditChain chain, Place place) {
        return key.seal(
                "anchor",
                chain.id(),
                chain.userBase(),
                chain.node(),
                chain.keyId(),
                chain.openedMs(),
                chain.after(),
                place.position(),
                place.mac());
    }

    /** The place, sealed as the head of a chain. */
    Place head(String chain, Place place) {
        return place.sealed(headSeal(chain, place));
    }

    boolean isHead(AuditChain chain) {
        return SealKey.same(headSeal(chain.id(), chain.head()), chain.head().seal());
    }

    private String headSeal(String chain, Place place) {
        return key.seal("head", chain, place.position(), place.mac());
    }
}
