// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.PlainXml;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Compares the changelog with the tables without Liquibase, which takes a tenth of the start of a small application to find that nothing
 * is missing.
 */
final class Changelog {

    /** The first file, which names the others. */
    static final String MAIN = "ee/passkeys/liquibase/db.changelog.xml";

    private static final Logger LOG = ApplicationLog.of(Changelog.class);

    private Changelog() {}

    /**
     * Looks whether every change set is recorded as run.
     *
     * @return false where one is missing, and where it is not known, because there is no such table or no right to read it
     */
    static boolean isRun(Connection connection) throws IOException, SQLException {
        try {
            return run(connection).containsAll(changeSets());
        } finally {
            if (!connection.getAutoCommit()) {
                // Some databases go on with nothing after a query that failed, and some close no connection amid a
                // transaction.
                connection.rollback();
            }
        }
    }

    private static Set<String> run(Connection connection) {
        Set<String> run = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ID FROM " + Schema.CHANGELOG_TABLE)) {
            while (rows.next()) {
                run.add(rows.getString(1));
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The changelog's table cannot be read", e);
        }
        return run;
    }

    /** The ids of the change sets of every database. Those of one kind of database come before them in their file, and are run before. */
    static List<String> changeSets() throws IOException {
        List<String> ids = new ArrayList<>();
        read(MAIN, ids);
        return ids;
    }

    private static void read(String file, List<String> ids) throws IOException {
        try (InputStream xml = Changelog.class.getClassLoader().getResourceAsStream(file)) {
            if (xml == null) {
                throw new FileNotFoundException(file);
            }
            XMLStreamReader reader = PlainXml.reader(xml);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "include" -> read(beside(file, reader.getAttributeValue(null, "file")), ids);
                        case "changeSet" -> {
                            if (reader.getAttributeValue(null, "dbms") == null) {
                                ids.add(reader.getAttributeValue(null, "id"));
                            }
                        }
                        default -> {
                            // What a change set does is read by Liquibase.
                        }
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("The changelog " + file + " cannot be read", e);
        }
    }

    private static String beside(String file, String other) {
        return file.substring(0, file.lastIndexOf('/') + 1) + other;
    }
}
