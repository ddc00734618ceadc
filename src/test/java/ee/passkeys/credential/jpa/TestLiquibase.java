// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.schema.LiquibaseLog;
import ee.passkeys.credential.schema.Schema;
import java.util.Map;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase as a DBA uses it, without its words on the console. */
final class TestLiquibase {

    private TestLiquibase() {}

    interface Step {
        void run(Database database) throws Exception;
    }

    static void run(Database database, ResourceAccessor files, Step step) throws Exception {
        database.setDatabaseChangeLogTableName(Schema.CHANGELOG_TABLE);
        database.setDatabaseChangeLogLockTableName(Schema.LOCK_TABLE);
        Map<String, Object> settings = Map.of(
                Scope.Attr.resourceAccessor.name(), files,
                Scope.Attr.ui.name(), new LoggerUIService(),
                Scope.Attr.logService.name(), new LiquibaseLog());
        Scope.child(settings, () -> step.run(database));
    }
}
