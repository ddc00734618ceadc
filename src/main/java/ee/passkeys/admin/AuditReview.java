// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.audit.AuditFinding;
import ee.passkeys.audit.AuditKeys;
import ee.passkeys.audit.ChainCheck;
import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Review of the audit table of one user base: verifies its chains, and exports its rows. It reads in short transactions, beside nodes that
 * write and purge meanwhile.
 */
public final class AuditReview {

    private static final int PAGE = 1000;

    private final AdminDatabase database;
    private final String userBase;
    private final AuditKeys keys;
    private final Supplier<Map<String, Place>> heads;

    /**
     * Takes its parts.
     *
     * @param database the database
     * @param userBase whose rows
     * @param keys the keys
     * @param heads the last rows that this process knows to be there, by chain
     */
    public AuditReview(AdminDatabase database, String userBase, AuditKeys keys, Supplier<Map<String, Place>> heads) {
        this.database = database;
        this.userBase = userBase;
        this.keys = keys;
        this.heads = heads;
    }

    /**
     * Result of a verification.
     *
     * @param chains how many chains there are
     * @param rows how many rows
     * @param findings what was done to them, nothing where all is right
     */
    public record Report(int chains, long rows, List<AuditFinding> findings) {}

    /** What a check of one chain says. */
    private record Checked(long rows, List<AuditFinding> findings) {}

    /**
     * Verifies all chains.
     *
     * @return what was found
     * @throws ProblemException never
     */
    public Report verify() throws ProblemException {
        Map<String, Place> known = heads.get();
        List<AuditChain> chains = database.transact(sql -> new AuditStatements(sql).chains(userBase));
        List<AuditFinding> findings = new ArrayList<>(missing(chains, known));
        long rows = 0;
        for (AuditChain chain : chains) {
            Checked checked = check(chain, Optional.ofNullable(known.get(chain.id())));
            rows += checked.rows();
            findings.addAll(checked.findings());
        }
        for (String id : database.transact(sql -> new AuditStatements(sql).unknownChains())) {
            findings.add(new AuditFinding(
                    id, 0, AuditFinding.Kind.CHAIN_UNKNOWN, "There are rows of a chain that does not exist."));
        }
        return new Report(chains.size(), rows, findings);
    }

    private static List<AuditFinding> missing(List<AuditChain> chains, Map<String, Place> known) {
        Set<String> there = chains.stream().map(AuditChain::id).collect(Collectors.toSet());
        List<AuditFinding> findings = new ArrayList<>();
        for (AuditChain chain : chains) {
            if (!chain.after().isEmpty() && !there.contains(chain.after())) {
                findings.add(missing(chain.after(), "chain " + chain.id() + " was opened after it"));
            }
        }
        known.keySet().stream()
                .filter(id -> !there.contains(id))
                .forEach(id -> findings.add(missing(id, "this node writes it")));
        return findings;
    }

    private static AuditFinding missing(String id, String why) {
        return new AuditFinding(
                id, 0, AuditFinding.Kind.CHAIN_MISSING, "The chain is missing with all its rows; " + why + ".");
    }

    /** A chain that was purged while it was read is read again. */
    private Checked check(AuditChain chain, Optional<Place> known) throws ProblemException {
        Checked checked = checkOnce(chain, known);
        if (checked.findings().isEmpty()) {
            return checked;
        }
        Optional<AuditChain> now = database.transact(sql -> new AuditStatements(sql).chain(userBase, chain.id()));
        return now.isEmpty() || now.get().anchor().equals(chain.anchor()) ? checked : check(now.get(), known);
    }

    private Checked checkOnce(AuditChain chain, Optional<Place> known) throws ProblemException {
        ChainCheck check = new ChainCheck(keys, chain, known);
        long[] last = {0};
        List<AuditRow> page;
        do {
            page = database.transact(sql -> new AuditStatements(sql).rows(chain.id(), last[0], PAGE));
            for (AuditRow row : page) {
                check.take(row);
                last[0] = row.position();
            }
        } while (page.size() == PAGE);
        return new Checked(check.count(), check.end());
    }

    /**
     * Exports rows in the order of time.
     *
     * @param since from when on
     * @param to gets each row
     * @throws ProblemException never
     */
    public void export(Instant since, Consumer<AuditRow> to) throws ProblemException {
        List<AuditRow> page;
        Optional<AuditRow> last = Optional.empty();
        do {
            Optional<AuditRow> after = last;
            page = database.transact(sql -> new AuditStatements(sql).rows(userBase, since, after, PAGE));
            page.forEach(to);
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE);
    }

    /**
     * Returns the last rows.
     *
     * @param event only those of an event of that name, or the empty text for all
     * @param user only those that name this user, as who did it or on whom, or the empty text for all
     * @param most how many at most
     * @return the rows, the newest first
     * @throws ProblemException never
     */
    public List<AuditRow> last(String event, String user, int most) throws ProblemException {
        return database.transact(sql -> new AuditStatements(sql).last(userBase, event, user, most));
    }
}
