// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The databases that a test is run on: H2, or in a class with the tag {@code database} those that are servers. */
public final class Databases implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return of(context).map(Arguments::of);
    }

    /** The databases of this run of {@link ParameterizedTest}. */
    static Stream<TestDatabases> of(ExtensionContext context) {
        boolean servers = context.getTags().contains("database");
        return Stream.of(TestDatabases.values()).filter(database -> (database != TestDatabases.H2) == servers);
    }
}
