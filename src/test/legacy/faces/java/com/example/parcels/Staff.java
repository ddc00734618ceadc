// SPDX-License-Identifier: Apache-2.0
package com.example.parcels;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The first member of staff, who makes the others. */
@Singleton
@Startup
public class Staff {

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Pbkdf2PasswordHash hash;

    @PostConstruct
    void prepare() {
        hash.initialize(Map.of("Pbkdf2PasswordHash.Iterations", "2048"));
        try (Connection connection = database.getConnection()) {
            run(
                    connection,
                    "CREATE TABLE IF NOT EXISTS parcel_staff (name VARCHAR(60) PRIMARY KEY, password VARCHAR(200))");
            run(
                    connection,
                    "CREATE TABLE IF NOT EXISTS parcel_team (name VARCHAR(60), groupname VARCHAR(60), PRIMARY KEY (name, groupname))");
            run(
                    connection,
                    "MERGE INTO parcel_staff KEY (name) VALUES (?, ?)",
                    "pat",
                    hash.generate("special-delivery".toCharArray()));
            run(connection, "MERGE INTO parcel_team KEY (name, groupname) VALUES (?, ?)", "pat", "driver");
            run(connection, "MERGE INTO parcel_team KEY (name, groupname) VALUES (?, ?)", "pat", "loader");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
