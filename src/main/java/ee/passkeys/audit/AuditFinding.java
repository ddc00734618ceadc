// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

/**
 * Sign that somebody has written to the audit table.
 *
 * @param chain the chain
 * @param position the row, or the first of several, or 0 for the chain itself
 * @param kind what was done
 * @param text the same in a sentence
 */
public record AuditFinding(String chain, long position, Kind kind, String text) {

    /** What was done to a row or a chain. */
    public enum Kind {
        /** A row says something else than it did. */
        CHANGED,
        /** A row was not written by any node. */
        INSERTED,
        /** A row is in the place of another. */
        MOVED,
        /** Rows are gone from the beginning or the middle of a chain. */
        MISSING,
        /** Rows are gone from the end of a chain. */
        TRUNCATED,
        /** A row does not continue the one before: the chain was written twice, as after a restored backup. */
        FORKED,
        /** The record of a chain says something else than it did. */
        CHAIN_CHANGED,
        /** A whole chain is gone. */
        CHAIN_MISSING,
        /** Rows are of a chain that does not exist. */
        CHAIN_UNKNOWN,
        /** The key that a chain is sealed with is not known here. */
        KEY_UNKNOWN
    }
}
