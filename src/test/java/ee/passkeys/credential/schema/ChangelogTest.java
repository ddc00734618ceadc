// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The changelog that is read without Liquibase")
class ChangelogTest {

    @Test
    void namesTheChangesThatLiquibaseReadsForEveryDatabase() throws Exception {
        assertThat(Changelog.changeSets())
                .containsExactlyElementsOf(readByLiquibase().stream()
                        .filter(change -> !isOfOneDatabase(change))
                        .map(ChangeSet::getId)
                        .toList());
    }

    /** Or a change that only one database needs could be missing there, while all that are looked for are run. */
    @Test
    void endsEachOfItsFilesWithAChangeOfEveryDatabase() throws Exception {
        Map<String, ChangeSet> last = new LinkedHashMap<>();
        readByLiquibase().forEach(change -> last.put(change.getId().replaceFirst("-.*", ""), change));

        assertThat(last.values())
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.getId()).endsWith("-done"))
                .noneMatch(ChangelogTest::isOfOneDatabase);
    }

    @Test
    void hasEachIdOnce() throws Exception {
        assertThat(readByLiquibase()).extracting(ChangeSet::getId).doesNotHaveDuplicates();
    }

    private static boolean isOfOneDatabase(ChangeSet change) {
        return change.getDbmsSet() != null && !change.getDbmsSet().isEmpty();
    }

    private static List<ChangeSet> readByLiquibase() throws LiquibaseException {
        JarResources files = new JarResources();
        return ChangeLogParserFactory.getInstance()
                .getParser("xml", files)
                .parse(Changelog.MAIN, new ChangeLogParameters(), files)
                .getChangeSets();
    }
}
