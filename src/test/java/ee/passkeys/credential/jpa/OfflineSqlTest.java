// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.credential.jpa.OfflineSql.Table;
import ee.passkeys.credential.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a DBA gets who has the SQL written instead of run; it is left in {@code target/liquibase-sql}. */
@DisplayName("The SQL of the schema")
@ParameterizedClass(name = "for {0}")
@EnumSource(OfflineDatabase.class)
class OfflineSqlTest {

    private static final Set<String> TABLES = Set.of(
            "PASSKEY_USER",
            "PASSKEY",
            "PASSKEY_SPENT_CEREMONY",
            "PASSKEY_SECRET",
            "PASSKEY_PASSWORD_LOGIN",
            "PASSKEY_PASSWORD_GROUP",
            "PASSKEY_OFFER",
            "PASSKEY_SWITCHED_OFF",
            "PASSKEY_CODE",
            "PASSKEY_TOKEN_KEY",
            "PASSKEY_REFRESH_TOKEN",
            "PASSKEY_AUDIT_CHAIN",
            "PASSKEY_AUDIT",
            "PASSKEY_REVOCATION",
            "PASSKEY_RUNTIME_SETTING",
            "PASSKEY_MAIL");

    private static final int LONGEST_NAME = 30;

    private final OfflineDatabase database;
    private final OfflineSql sql;

    OfflineSqlTest(OfflineDatabase database) throws Exception {
        this.database = database;
        this.sql = database.sql();
    }

    @Test
    void makesEveryTable() {
        assertThat(sql.tables().keySet()).containsAll(TABLES).anyMatch(Schema.CHANGELOG_TABLE::equalsIgnoreCase);
    }

    @Test
    void needsNoQuotes() {
        assertThat(ourNames()).allSatisfy(name -> assertThat(name).matches("[A-Z][A-Z0-9_]*"));
    }

    @Test
    void hasNamesThatAreShortEnough() {
        assertThat(sql.names()).allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_NAME));
    }

    @Test
    void hasNoReservedWords() throws IOException {
        Set<String> reserved = reservedWords();

        assertThat(ourNames()).noneMatch(reserved::contains).noneMatch(database::knowsAsReserved);
    }

    @Test
    void hasTheTypesOfTheDatabase() {
        Table user = sql.tables().get("PASSKEY_USER");
        Table passkey = sql.tables().get("PASSKEY");

        assertThat(user.columns())
                .containsEntry("HANDLE", database.ascii(128))
                .containsEntry("CALLER_HASH", database.ascii(64))
                .containsEntry("CALLER", database.text(1020))
                .containsEntry("CREATED_MS", database.number());
        assertThat(passkey.columns())
                .containsEntry("ID", database.ascii(64))
                .containsEntry("CREDENTIAL_ID", database.ascii(1364))
                .containsEntry("OWNER_HANDLE", database.ascii(128))
                .containsEntry("PUBLIC_KEY", database.ascii(4000))
                .containsEntry("SIGNATURE_COUNT", database.number())
                .containsEntry("USER_VERIFIED", database.truth())
                .containsEntry("DISABLED", database.truth())
                .containsEntry("DISPLAY_LABEL", database.text(256))
                .containsEntry("LAST_USED_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_SPENT_CEREMONY").columns())
                .containsEntry("ID", database.ascii(64))
                .containsEntry("EXPIRES_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_SECRET").columns())
                .containsEntry("ID", database.ascii(16))
                .containsEntry("SECRET_KEY", database.ascii(64));
        assertThat(sql.tables().get("PASSKEY_OFFER").columns())
                .containsEntry("CALLER_HASH", database.ascii(64))
                .containsEntry("ASKED_MS", database.number())
                .containsEntry("DECLINED", database.truth());
        assertThat(sql.tables().get("PASSKEY_SWITCHED_OFF").columns())
                .containsEntry("APPLICATION_HASH", database.ascii(64))
                .containsEntry("OFF_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_TOKEN_KEY").columns())
                .containsEntry("ID", database.ascii(64))
                .containsEntry("ISSUER_HASH", database.ascii(64))
                .containsEntry("SEALED_KEY", database.ascii(2000))
                .containsEntry("CREATED_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_REFRESH_TOKEN").columns())
                .containsEntry("ID", database.ascii(64))
                .containsEntry("TOKEN_HASH", database.ascii(64))
                .containsEntry("PASSKEY_ID", database.ascii(64))
                .containsEntry("KEY_THUMBPRINT", database.ascii(64))
                .containsEntry("USER_VERIFIED", database.truth())
                .containsEntry("EXPIRES_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_PASSWORD_LOGIN").columns())
                .containsEntry("CALLER_HASH", database.ascii(64))
                .containsEntry("CALLER", database.text(1020))
                .containsEntry("RECORDED_MS", database.number());
        assertThat(sql.tables().get("PASSKEY_PASSWORD_GROUP").columns())
                .containsEntry("ID", database.ascii(64))
                .containsEntry("CALLER_HASH", database.ascii(64))
                .containsEntry("GROUP_NAME", database.text(1020));
    }

    @Test
    void hasTheOptionsOfTheDatabase() {
        assertThat(TABLES)
                .allSatisfy(
                        table -> assertThat(sql.tables().get(table).options()).endsWith(database.tableOptions()));
    }

    @Test
    void isTakenBackInReverse() {
        List<String> rollback = sql.rollback();

        assertThat(TABLES)
                .allSatisfy(
                        table -> assertThat(rollback).anyMatch(line -> line.matches("DROP TABLE " + table + "\\b.*")));
        assertThat(rollback.indexOf("DROP TABLE PASSKEY")).isLessThan(rollback.indexOf("DROP TABLE PASSKEY_USER"));
    }

    private Set<String> ourNames() {
        Set<String> names = new HashSet<>();
        TABLES.forEach(table -> {
            names.add(table);
            names.addAll(sql.tables().get(table).columns().keySet());
        });
        names.addAll(sql.names());
        return names;
    }

    /** Liquibase knows those of some databases; those of the others are in files. */
    private Set<String> reservedWords() throws IOException {
        Set<String> words = new HashSet<>();
        try (InputStream file = getClass().getResourceAsStream("reserved/" + database.product() + ".txt")) {
            if (file == null) {
                assertThat(database.knowsAsReserved("TABLE")).isTrue();
                return words;
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(List.of(line.split(" "))));
        }
        return words;
    }
}
