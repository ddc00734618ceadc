// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.audit.AuditKey;
import ee.passkeys.audit.AuditKeys;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.NodeName;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Database on which every act is recorded, as on a server; the chain is sealed at its end after each act. */
final class AuditTable implements AdminDatabase {

    private static final String SECRET = "PASSKEYS_AUDIT_SECRET";

    private final JdbcDatabase database;
    private final AuditTrail trail;

    private AuditTable(JdbcDatabase database, AuditTrail trail) {
        this.database = database.with(trail);
        this.trail = trail;
    }

    static AdminDatabase of(JdbcDatabase database, AuditKey key, UserBase users, SecureRandom random, Clock clock) {
        AuditTrail.Source here =
                new AuditTrail.Source(NodeName.current(), () -> Optional.of("command line"), Optional::empty);
        return new AuditTable(database, new AuditTrail(key, users.id(), here, random, clock));
    }

    /**
     * The keys that the operator gives.
     *
     * @param needed whether the command is about the table
     * @return empty for an application without an audit table
     * @throws WrongUsageException when the application has one, or one is needed, and no key is given
     */
    static Optional<AuditKeys> keys(Terminal terminal, AdminDatabase database, UserBase users, boolean needed)
            throws WrongUsageException, ProblemException {
        Optional<String> given = terminal.variable(SECRET);
        if (given.isEmpty() && (needed || isUsed(database, users))) {
            throw new WrongUsageException("The application has an audit table. Set the environment variable " + SECRET
                    + " to passkeys.audit.secret.");
        }
        try {
            return given.map(secrets ->
                            Stream.of(secrets.split(",")).map(AuditKey::new).toList())
                    .map(keys -> new AuditKeys(keys.get(0), keys));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(SECRET + " is not 32 bytes in base64url.");
        }
    }

    private static boolean isUsed(AdminDatabase database, UserBase users) throws ProblemException {
        return !database.transact(sql -> new AuditStatements(sql).lastOpened(users.id()))
                .isEmpty();
    }

    @Override
    public <T> T transact(Work<T> work) throws ProblemException {
        return database.transact(work);
    }

    @Override
    public <T> T transact(Work<T> work, Function<T, List<PasskeyEvent>> told, String actor) throws ProblemException {
        T result = database.transact(work, told, actor);
        Map<String, Place> moved = database.transact(trail::seal);
        trail.sealed(moved);
        return result;
    }
}
