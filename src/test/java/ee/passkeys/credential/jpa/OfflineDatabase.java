// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.schema.JarResources;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.DatabaseException;

/**
 * Databases whose SQL is written without them, as a DBA asks for it, and what they call our types. MySQL on Linux tells tables apart by case,
 * and must be said to do so: otherwise the bookkeeping is not found by the application later.
 */
enum OfflineDatabase {
    POSTGRESQL("postgresql", "VARCHAR", "VARCHAR", "BIGINT", "BOOLEAN", ""),
    MYSQL("mysql?caseSensitive=true", "VARCHAR", "VARCHAR", "BIGINT", "TINYINT", Options.MYSQL),
    MARIADB("mariadb?caseSensitive=true", "VARCHAR", "VARCHAR", "BIGINT", "TINYINT(1)", Options.MYSQL),
    ORACLE_19("oracle?version=19.0", "VARCHAR2", "VARCHAR2", "NUMBER(38, 0)", "NUMBER(1)", ""),
    ORACLE_23("oracle?version=23.0", "VARCHAR2", "VARCHAR2", "NUMBER(38, 0)", "BOOLEAN", ""),
    SQL_SERVER("mssql", "varchar", "nvarchar", "bigint", "bit", ""),
    DB2("db2", "VARCHAR", "VARCHAR", "BIGINT", "SMALLINT", "");

    private static final Path DIRECTORY = Path.of("target/liquibase-sql");

    private final String url;
    private final String ascii;
    private final String text;
    private final String number;
    private final String truth;
    private final String tableOptions;

    OfflineDatabase(String url, String ascii, String text, String number, String truth, String tableOptions) {
        this.url = url;
        this.ascii = ascii;
        this.text = text;
        this.number = number;
        this.truth = truth;
        this.tableOptions = tableOptions;
    }

    String product() {
        return url.replaceFirst("\\?.*", "");
    }

    String ascii(int length) {
        return ascii + "(" + length + ")";
    }

    String text(int length) {
        return text + "(" + length + ")";
    }

    String number() {
        return number;
    }

    String truth() {
        return truth;
    }

    String tableOptions() {
        return tableOptions;
    }

    boolean knowsAsReserved(String name) {
        return DatabaseFactory.getInstance().getDatabase(product()).isReservedWord(name);
    }

    /** Writes the SQL of an update from nothing, and of its rollback. */
    OfflineSql sql() throws Exception {
        String name = name().toLowerCase(Locale.ROOT);
        return OfflineSql.of(
                write(name, "updateSql", "all"), write(name + "-rollback", "futureRollbackSql", "data_only"));
    }

    private String write(String name, String command, String bookkeeping) throws Exception {
        Files.createDirectories(DIRECTORY);
        Path file = DIRECTORY.resolve(name + ".sql");
        Path history = DIRECTORY.resolve(name + ".csv");
        try (OutputStream sql = Files.newOutputStream(file);
                Database database = open(history, bookkeeping)) {
            TestLiquibase.run(
                    database,
                    new JarResources(),
                    named -> new CommandScope(command)
                            .addArgumentValue("changelogFile", "ee/passkeys/liquibase/db.changelog.xml")
                            .addArgumentValue("database", named)
                            .setOutput(sql)
                            .execute());
        } finally {
            Scope.getCurrentScope()
                    .getSingleton(ChangeLogHistoryServiceFactory.class)
                    .resetAll();
            Files.deleteIfExists(history);
        }
        return Files.readString(file);
    }

    private Database open(Path history, String bookkeeping) throws DatabaseException {
        String settings =
                (url.contains("?") ? "&" : "?") + "outputLiquibaseSql=" + bookkeeping + "&changeLogFile=" + history;
        return DatabaseFactory.getInstance()
                .openDatabase("offline:" + url + settings, null, null, null, new JarResources());
    }

    private static final class Options {
        static final String MYSQL = "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }
}
