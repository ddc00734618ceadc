// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.schema.Schema;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The tables, on servers")
@Tag("database")
class SchemaOnServersTest extends SchemaTest {

    @Test
    void isFoundUpToDateByWhoMayOnlyRead() throws SQLException {
        PGSimpleDataSource owner = (PGSimpleDataSource) TestDatabases.POSTGRESQL.create();
        new Schema(owner).prepare(SchemaMode.MIGRATE, PATIENCE);
        execute(owner, "CREATE ROLE reader LOGIN");
        execute(owner, "GRANT USAGE ON SCHEMA " + owner.getCurrentSchema() + " TO reader");
        execute(owner, "GRANT SELECT ON ALL TABLES IN SCHEMA " + owner.getCurrentSchema() + " TO reader");
        PGSimpleDataSource reader = new PGSimpleDataSource();
        reader.setUrl(owner.getUrl());
        reader.setCurrentSchema(owner.getCurrentSchema());
        reader.setUser("reader");

        assertThatCode(() -> {
                    new Schema(reader).prepare(SchemaMode.VALIDATE, PATIENCE);
                    new Schema(reader).prepare(SchemaMode.MIGRATE, PATIENCE);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "MARIADB, MARIADB", "MYSQL, MARIADB"})
    void isTheSameWhenADbaRanItsSql(OfflineDatabase offline, TestDatabases database) throws Exception {
        DataSource dataSource = database.create();
        OfflineSql sql = offline.sql();

        execute(dataSource, sql.update());
        assertThatCode(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .doesNotThrowAnyException();

        execute(dataSource, sql.rollback());
        assertThat(tables(dataSource)).doesNotContainAnyElementsOf(TABLES);
    }
}
