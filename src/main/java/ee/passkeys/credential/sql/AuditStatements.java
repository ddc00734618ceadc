// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.credential.sql.AuditChain.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements on the audit table and its chains. */
public final class AuditStatements {

    private static final int ALL = Integer.MAX_VALUE;

    private static final String ROWS = "SELECT a.CHAIN_ID, a.CHAIN_POS, a.AT_MS, a.EVENT_NAME, a.ACTOR, a.CALLER,"
            + " a.PASSKEY_ID, a.ORIGIN, a.CLIENT_ADDRESS, a.NODE_NAME, a.OUTCOME, a.REASON, a.DETAIL, a.PREVIOUS_MAC, a.MAC"
            + " FROM PASSKEY_AUDIT a";

    private static final String OF_USER_BASE =
            " WHERE EXISTS (SELECT 1 FROM PASSKEY_AUDIT_CHAIN c WHERE c.ID = a.CHAIN_ID AND c.USER_BASE = ?)";

    private static final String CHAINS = "SELECT c.ID, c.USER_BASE, c.NODE_NAME, c.KEY_ID, c.OPENED_MS, c.AFTER_ID,"
            + " c.ANCHOR_POS, c.ANCHOR_MAC, c.ANCHOR_SEAL, c.HEAD_POS, c.HEAD_MAC, c.HEAD_SEAL FROM PASSKEY_AUDIT_CHAIN c"
            + " WHERE c.USER_BASE = ?";

    private final Sql sql;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     */
    public AuditStatements(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds a row.
     *
     * @param row the row, sealed
     */
    public void add(AuditRow row) {
        sql.change(
                "INSERT INTO PASSKEY_AUDIT (CHAIN_ID, CHAIN_POS, AT_MS, EVENT_NAME, ACTOR, CALLER, PASSKEY_ID, ORIGIN,"
                        + " CLIENT_ADDRESS, NODE_NAME, OUTCOME, REASON, DETAIL, PREVIOUS_MAC, MAC)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                row.previous(),
                row.mac());
    }

    /**
     * Adds a chain.
     *
     * @param chain the chain, sealed
     */
    public void add(AuditChain chain) {
        sql.change(
                "INSERT INTO PASSKEY_AUDIT_CHAIN (ID, USER_BASE, NODE_NAME, KEY_ID, OPENED_MS, AFTER_ID, ANCHOR_POS,"
                        + " ANCHOR_MAC, ANCHOR_SEAL, HEAD_POS, HEAD_MAC, HEAD_SEAL) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                chain.id(),
                chain.userBase(),
                chain.node(),
                chain.keyId(),
                chain.openedMs(),
                chain.after(),
                chain.anchor().position(),
                chain.anchor().mac(),
                chain.anchor().seal(),
                chain.head().position(),
                chain.head().mac(),
                chain.head().seal());
    }

    /**
     * The chain that was opened last.
     *
     * @param userBase the user base
     * @return its id, or the empty text
     */
    public String lastOpened(String userBase) {
        return sql
                .query(
                        1,
                        "SELECT c.ID, c.OPENED_MS FROM PASSKEY_AUDIT_CHAIN c WHERE c.USER_BASE = ?"
                                + " ORDER BY c.OPENED_MS DESC, c.ID",
                        userBase)
                .stream()
                .findFirst()
                .map(row -> row.text(0))
                .orElse("");
    }

    /**
     * All chains.
     *
     * @param userBase the user base
     * @return the chains in the order in which they were opened
     */
    public List<AuditChain> chains(String userBase) {
        return sql.query(ALL, CHAINS + " ORDER BY c.OPENED_MS, c.ID", userBase).stream()
                .map(AuditStatements::chain)
                .toList();
    }

    /**
     * Finds a chain.
     *
     * @param userBase the user base
     * @param id the chain
     * @return the chain as it is now
     */
    public Optional<AuditChain> chain(String userBase, String id) {
        return sql.query(1, CHAINS + " AND c.ID = ?", userBase, id).stream()
                .findFirst()
                .map(AuditStatements::chain);
    }

    /**
     * Chains that rows claim to be of, and that do not exist.
     *
     * @return their ids
     */
    public List<String> unknownChains() {
        return sql
                .query(
                        ALL,
                        "SELECT DISTINCT a.CHAIN_ID FROM PASSKEY_AUDIT a WHERE NOT EXISTS"
                                + " (SELECT 1 FROM PASSKEY_AUDIT_CHAIN c WHERE c.ID = a.CHAIN_ID)")
                .stream()
                .map(row -> row.text(0))
                .toList();
    }

    /**
     * Rows of a chain.
     *
     * @param chain the chain
     * @param after the position of the last row that the caller has
     * @param most how many at most
     * @return the rows in their order
     */
    public List<AuditRow> rows(String chain, long after, int most) {
        return sql
                .query(most, ROWS + " WHERE a.CHAIN_ID = ? AND a.CHAIN_POS > ? ORDER BY a.CHAIN_POS", chain, after)
                .stream()
                .map(AuditStatements::row)
                .toList();
    }

    /**
     * Rows of a user base in the order of time.
     *
     * @param userBase the user base
     * @param since from when on
     * @param after the last row that the caller has, for the page after it
     * @param most how many at most
     * @return the rows
     */
    public List<AuditRow> rows(String userBase, Instant since, Optional<AuditRow> after, int most) {
        String ordered = " ORDER BY a.AT_MS, a.CHAIN_ID, a.CHAIN_POS";
        List<Row> rows = after.isEmpty()
                ? sql.query(most, ROWS + OF_USER_BASE + " AND a.AT_MS >= ?" + ordered, userBase, since.toEpochMilli())
                : sql.query(
                        most,
                        ROWS + OF_USER_BASE + " AND a.AT_MS >= ? AND (a.AT_MS > ? OR a.CHAIN_ID > ?"
                                + " OR (a.CHAIN_ID = ? AND a.CHAIN_POS > ?))" + ordered,
                        userBase,
                        after.get().atMs(),
                        after.get().atMs(),
                        after.get().chain(),
                        after.get().chain(),
                        after.get().position());
        return rows.stream().map(AuditStatements::row).toList();
    }

    /**
     * The last rows of a user base.
     *
     * @param userBase the user base
     * @param event only those of an event of that name, or the empty text for all
     * @param user only those that name this user, as who did it or on whom, or the empty text for all
     * @param most how many at most
     * @return the rows, the newest first
     */
    public List<AuditRow> last(String userBase, String event, String user, int most) {
        StringBuilder query = new StringBuilder(ROWS + OF_USER_BASE);
        List<Object> parameters = new ArrayList<>(List.of(userBase));
        if (!event.isEmpty()) {
            query.append(" AND a.EVENT_NAME = ?");
            parameters.add(event);
        }
        if (!user.isEmpty()) {
            query.append(" AND (a.CALLER = ? OR a.ACTOR = ?)");
            parameters.addAll(List.of(user, user));
        }
        query.append(" ORDER BY a.AT_MS DESC, a.CHAIN_ID, a.CHAIN_POS DESC");
        return sql.query(most, query.toString(), parameters.toArray()).stream()
                .map(AuditStatements::row)
                .toList();
    }

    /**
     * Returns all rows that name a user.
     *
     * @param userBase whose rows
     * @param spellings the name of the user, at least once
     * @return the rows with it as actor or user, the newest first
     */
    List<AuditRow> of(String userBase, Object... spellings) {
        String places = Stream.of(spellings).map(name -> "?").collect(Collectors.joining(", "));
        List<Object> parameters = new ArrayList<>(List.of(userBase));
        parameters.addAll(List.of(spellings));
        parameters.addAll(List.of(spellings));
        return sql
                .query(
                        Integer.MAX_VALUE,
                        ROWS + OF_USER_BASE + " AND (a.CALLER IN (" + places + ") OR a.ACTOR IN (" + places + "))"
                                + " ORDER BY a.AT_MS DESC, a.CHAIN_ID, a.CHAIN_POS DESC",
                        parameters.toArray())
                .stream()
                .map(AuditStatements::row)
                .toList();
    }

    /**
     * Moves the head of a chain on.
     *
     * @param chain the chain
     * @param head the place, sealed
     */
    public void moveHead(String chain, Place head) {
        sql.change(
                "UPDATE PASSKEY_AUDIT_CHAIN SET HEAD_POS = ?, HEAD_MAC = ?, HEAD_SEAL = ? WHERE ID = ? AND HEAD_POS < ?",
                head.position(),
                head.mac(),
                head.seal(),
                chain,
                head.position());
    }

    /**
     * Removes the beginning of a chain.
     *
     * @param chain the chain as it was read
     * @param anchor the last row that goes, sealed
     * @return false when another node was first; nothing is changed then
     */
    public boolean purge(AuditChain chain, Place anchor) {
        boolean ours = sql.change(
                        "UPDATE PASSKEY_AUDIT_CHAIN SET ANCHOR_POS = ?, ANCHOR_MAC = ?, ANCHOR_SEAL = ?"
                                + " WHERE ID = ? AND ANCHOR_POS = ?",
                        anchor.position(),
                        anchor.mac(),
                        anchor.seal(),
                        chain.id(),
                        chain.anchor().position())
                > 0;
        if (ours) {
            sql.change(
                    "DELETE FROM PASSKEY_AUDIT WHERE CHAIN_ID = ? AND CHAIN_POS <= ?", chain.id(), anchor.position());
        }
        return ours;
    }

    private static AuditRow row(Row row) {
        return new AuditRow(
                row.text(0),
                row.number(1),
                row.number(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.text(6),
                row.text(7),
                row.text(8),
                row.text(9),
                row.text(10),
                row.text(11),
                row.text(12),
                row.text(13),
                row.text(14));
    }

    private static AuditChain chain(Row row) {
        return new AuditChain(
                row.text(0),
                row.text(1),
                row.text(2),
                row.text(3),
                row.number(4),
                row.text(5),
                new Place(row.number(6), row.text(7), row.text(8)),
                new Place(row.number(9), row.text(10), row.text(11)));
    }
}
