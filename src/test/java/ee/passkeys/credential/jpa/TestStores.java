// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.testkit.TestPasskeys;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Stores for tests of other rooms: one of each provider on each database of the run, with the tables and no row. */
public final class TestStores implements ArgumentsProvider {

    /** Opens a store. */
    @FunctionalInterface
    public interface Opener {
        JpaPasskeyTransactions open(Journal journal, Clock clock);
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Databases.of(context)
                .flatMap(database -> Stream.of(ProviderKind.values())
                        .map(provider ->
                                Arguments.of(Named.of(provider + " on " + database, opener(provider, database)))));
    }

    private static Opener opener(ProviderKind provider, TestDatabases database) {
        return (journal, clock) -> new JpaPasskeyTransactions(
                () -> new Parts(
                        database.withTables(), provider, new LocalTransactions(), View.of(TestPasskeys.USERS), journal),
                SchemaMode.MIGRATE,
                clock);
    }
}
