// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

/**
 * Chain of audit rows, of one process.
 *
 * @param id the chain
 * @param userBase whose users the rows are about
 * @param node the node
 * @param keyId which key it is sealed with
 * @param openedMs when it was opened, in milliseconds since 1970 UTC
 * @param after the chain of the user base that was opened before, or the empty text
 * @param anchor what is left of the rows that were purged
 * @param head the last row that is known to be there
 */
public record AuditChain(
        String id, String userBase, String node, String keyId, long openedMs, String after, Place anchor, Place head) {

    /**
     * Place in a chain.
     *
     * @param position the row, 0 for the beginning
     * @param mac its MAC
     * @param seal the seal of the place
     */
    public record Place(long position, String mac, String seal) {

        /**
         * The place with its seal.
         *
         * @param sealed the seal
         * @return a place that is otherwise the same
         */
        public Place sealed(String sealed) {
            return new Place(position, mac, sealed);
        }
    }

    /**
     * The chain with another anchor.
     *
     * @param other the anchor
     * @return a chain that is otherwise the same
     */
    public AuditChain anchoredAt(Place other) {
        return new AuditChain(id, userBase, node, keyId, openedMs, after, other, head);
    }

    /**
     * The chain with another head.
     *
     * @param other the head
     * @return a chain that is otherwise the same
     */
    public AuditChain endingAt(Place other) {
        return new AuditChain(id, userBase, node, keyId, openedMs, after, anchor, other);
    }
}
