// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.audit.AuditFinding.Kind;
import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Check of one chain: takes its rows in their order, and finds what was done to them. A row that a node has written keeps its seal wherever
 * it is put, which tells a moved row from a changed one.
 */
public final class ChainCheck {

    /** More broken rows than this are not compared with each other. */
    private static final int COMPARED = 500;

    private final AuditChain chain;
    private final Optional<Place> known;
    private final Optional<AuditKey> key;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final List<AuditRow> broken = new ArrayList<>();
    private long last;
    private String link;
    private boolean linked = true;
    private long count;

    /**
     * Begins a check.
     *
     * @param keys the keys
     * @param chain the chain
     * @param known the last row that the process which writes the chain knows to be there, or empty for a chain of another process
     */
    public ChainCheck(AuditKeys keys, AuditChain chain, Optional<Place> known) {
        this.chain = chain;
        this.known = known;
        this.key = keys.of(chain.keyId());
        this.last = chain.anchor().position();
        this.link = chain.anchor().mac();
        if (key.isEmpty()) {
            add(0, Kind.KEY_UNKNOWN, "The chain is sealed with another key; give the previous secret.");
        } else if (!key.get().isAnchored(chain) || !key.get().isHead(chain)) {
            add(0, Kind.CHAIN_CHANGED, "The record of the chain was changed.");
        }
    }

    /**
     * Takes the next row.
     *
     * @param row a row of the chain, behind all that were taken
     */
    public void take(AuditRow row) {
        count++;
        if (key.isEmpty()) {
            return;
        }
        if (row.position() > last + 1) {
            add(last + 1, Kind.MISSING, rows(last + 1, row.position() - 1) + " missing.");
            linked = false;
        }
        boolean sealed = key.get().isSealed(row);
        if (!sealed) {
            broken.add(row);
        } else if ((linked && !row.previous().equals(link)) || contradicts(row)) {
            add(row.position(), Kind.FORKED, "Row " + row.position() + " does not continue the row before.");
        }
        last = row.position();
        link = row.mac();
        linked = sealed;
    }

    /** Where a place is known for sure, only one row can be there. */
    private boolean contradicts(AuditRow row) {
        return places().stream()
                .anyMatch(place ->
                        place.position() == row.position() && !place.mac().equals(row.mac()));
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        known.ifPresent(places::add);
        if (key.isPresent() && key.get().isHead(chain)) {
            places.add(chain.head());
        }
        return places;
    }

    /**
     * Ends the check.
     *
     * @return what was found, in no order
     */
    public List<AuditFinding> end() {
        long head = places().stream().mapToLong(Place::position).max().orElse(0);
        broken.forEach(row -> add(row.position(), kind(row, head)));
        if (key.isPresent() && last < head) {
            add(last + 1, Kind.TRUNCATED, rows(last + 1, head) + " missing at the end of the chain.");
        }
        return List.copyOf(findings);
    }

    /**
     * How many rows were taken.
     *
     * @return their number
     */
    public long count() {
        return count;
    }

    private Kind kind(AuditRow row, long head) {
        List<AuditRow> compared = broken.subList(0, Math.min(COMPARED, broken.size()));
        if (compared.stream().anyMatch(other -> belongs(row, other.position()))
                || (row.position() > 1 && belongs(row, row.position() - 1))) {
            return Kind.MOVED;
        }
        boolean displaces = compared.stream().anyMatch(other -> belongs(other, row.position()));
        return displaces || row.position() > head ? Kind.INSERTED : Kind.CHANGED;
    }

    private boolean belongs(AuditRow row, long position) {
        return position != row.position() && key.orElseThrow().isSealed(row.at(position));
    }

    private void add(long position, Kind kind) {
        String what = switch (kind) {
            case MOVED -> " is in the place of another row.";
            case INSERTED -> " was inserted.";
            default -> " was changed.";
        };
        add(position, kind, "Row " + position + what);
    }

    private void add(long position, Kind kind, String text) {
        findings.add(new AuditFinding(chain.id(), position, kind, text));
    }

    private static String rows(long from, long to) {
        return from == to ? "Row " + from + " is" : "Rows " + from + " to " + to + " are";
    }
}
