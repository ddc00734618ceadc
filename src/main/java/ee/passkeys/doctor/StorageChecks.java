// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.jpa.Adoption;
import ee.passkeys.credential.jpa.StorageReport;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.UserBase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks of the storage: data source, tables and persistence provider. */
final class StorageChecks {

    /** The checks that say whether passkeys can be had at all. */
    static final String DATA_SOURCE = "data-source";

    static final String TABLES = "tables";
    static final String USERS = "users";
    static final String SEALS = "row-seals";
    static final String PROVIDER = "jpa-provider";

    private static final System.Logger LOG = ApplicationLog.of(StorageChecks.class);

    private final String dataSource;
    private final boolean development;
    private final Cures cures;

    StorageChecks(String dataSource, boolean development, Cures cures) {
        this.dataSource = dataSource;
        this.development = development;
        this.cures = cures;
    }

    /** What cannot be reached has no tables to look at. */
    List<Finding> all(Supplier<StorageReport> look, Runnable open, Optional<String> provider) {
        try {
            return List.of(dataSource(look.get()), tables(open), provider(provider));
        } catch (StoreUnavailableException e) {
            return List.of(unavailable(DATA_SOURCE, e, cures.dataSource()), provider(provider));
        }
    }

    /** That the store does not open is told by whoever opens it. */
    List<Finding> atStart(Supplier<StorageReport> look) {
        try {
            return List.of(dataSource(look.get()));
        } catch (StoreUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, DATA_SOURCE, e);
            return List.of();
        }
    }

    private Finding dataSource(StorageReport report) {
        String found = "The data source " + dataSource + " is " + report.database() + ".";
        if (!report.inMemory()) {
            return fine(DATA_SOURCE, found);
        }
        String lost = found + " It is in memory: all passkeys are lost when the server stops.";
        return development ? note(DATA_SOURCE, lost, cures.dataSource()) : wrong(DATA_SOURCE, lost, cures.dataSource());
    }

    /** Without tables that are up to date the store does not open. */
    private Finding tables(Runnable open) {
        try {
            open.run();
            return fine(TABLES, "The tables are up to date.");
        } catch (StoreUnavailableException e) {
            return unavailable(TABLES, e, cures.tables());
        }
    }

    /** Which application they belong to cannot be told from the tables. */
    static Finding users(UserBase users, long unowned) {
        return unowned == 0
                ? fine(USERS, "The user base is " + users + ".")
                : wrong(
                        USERS,
                        unowned
                                + " users belong to no user base, so their passkeys cannot be used. If they belong to "
                                + users + ", run the SQL and restart the application.",
                        Cure.of(Adoption.cure(users)));
    }

    /** A row without a seal may be from before the secret, or from somebody who may write to the database. */
    static Finding seals(long unsealed, boolean accepted) {
        Cure cure = Cure.of(
                "PASSKEYS_ROW_SECRET=... java -jar passkeys-ee-<version>-all.jar passkeys seal --url ... --user ...");
        if (unsealed == 0) {
            return fine(SEALS, "Every passkey has a seal.");
        }
        return accepted
                ? note(SEALS, unsealed + " passkeys have no seal, and sign in all the same.", cure)
                : wrong(SEALS, unsealed + " passkeys have no seal, so they are refused.", cure);
    }

    private static Finding unavailable(String check, StoreUnavailableException why, Cure cure) {
        LOG.log(System.Logger.Level.DEBUG, check, why);
        return wrong(check, "Passkeys are unavailable: " + why.getMessage(), cure);
    }

    private static Finding provider(Optional<String> provider) {
        return provider.map(name -> fine(PROVIDER, "The Jakarta Persistence provider is " + name + "."))
                .orElseGet(
                        () -> wrong(
                                PROVIDER,
                                "The application has access to neither EclipseLink nor Hibernate.",
                                Cure.of(
                                        "# WildFly: use the jar named -all; -all-own-hibernate is for applications that contain Hibernate")));
    }
}
