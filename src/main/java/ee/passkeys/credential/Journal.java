// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.sql.Sql;

/** Audit table, as transactions see it: what they change and what is recorded of it is committed together, or not at all. */
@FunctionalInterface
public interface Journal {

    /** Records nothing. */
    Journal NONE = () -> Entries.NONE;

    /**
     * This journal and another one.
     *
     * @param other the other one
     * @return what records in both
     */
    default Journal and(Journal other) {
        return () -> {
            Entries first = begin();
            Entries second = other.begin();
            return new Entries() {
                @Override
                public void add(Sql sql, PasskeyEvent event, String actor) {
                    first.add(sql, event, actor);
                    second.add(sql, event, actor);
                }

                @Override
                public void committing() {
                    first.committing();
                    second.committing();
                }

                @Override
                public void committed() {
                    first.committed();
                    second.committed();
                }

                @Override
                public void close() {
                    try {
                        second.close();
                    } finally {
                        first.close();
                    }
                }
            };
        };
    }

    /**
     * Begins the records of a transaction.
     *
     * @return its records, none yet
     */
    Entries begin();

    /** Records of one transaction. What the database says of the end of the transaction decides whether they count. */
    interface Entries extends AutoCloseable {

        /** Records of a transaction of which nothing is recorded. */
        Entries NONE = (sql, event, actor) -> {};

        /**
         * Records an event.
         *
         * @param sql the transaction
         * @param event what happens if the transaction is committed
         * @param actor who does it, or empty where it is the user of the event
         * @throws StoreUnavailableException when it cannot be recorded; the transaction MUST NOT be committed then
         */
        void add(Sql sql, PasskeyEvent event, String actor);

        /** Called right before the commit. From here on nobody knows whether the records are there, until {@link #committed}. */
        default void committing() {}

        /** Called after the commit. */
        default void committed() {}

        /** Called in the end, whatever became of the transaction. */
        @Override
        default void close() {}
    }
}
