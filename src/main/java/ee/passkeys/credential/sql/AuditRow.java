// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

/**
 * Row of the audit table. Texts are empty where there is nothing to say.
 *
 * @param chain the chain
 * @param position its place in the chain, from 1
 * @param atMs when, in milliseconds since 1970 UTC
 * @param event what happened, a word such as {@code signed-in}
 * @param actor who did it
 * @param caller on whom
 * @param passkey the key of the passkey's row
 * @param origin the origin of the page
 * @param client the address of the client
 * @param node the node
 * @param outcome {@code done} or {@code refused}
 * @param reason a code
 * @param detail the rest, as in the log
 * @param previous the MAC of the row before
 * @param mac the MAC over everything else, in hex
 */
public record AuditRow(
        String chain,
        long position,
        long atMs,
        String event,
        String actor,
        String caller,
        String passkey,
        String origin,
        String client,
        String node,
        String outcome,
        String reason,
        String detail,
        String previous,
        String mac) {

    /**
     * The same row at another place.
     *
     * @param other the place
     * @return a row with the same MAC
     */
    public AuditRow at(long other) {
        return new AuditRow(
                chain, other, atMs, event, actor, caller, passkey, origin, client, node, outcome, reason, detail,
                previous, mac);
    }

    /**
     * The row with its MAC.
     *
     * @param sealed the MAC
     * @return a row that is otherwise the same
     */
    public AuditRow sealed(String sealed) {
        return new AuditRow(
                chain, position, atMs, event, actor, caller, passkey, origin, client, node, outcome, reason, detail,
                previous, sealed);
    }
}
