// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.problem.ProblemException;
import java.util.Optional;

/**
 * What to do.
 *
 * @param question to ask before, empty where nothing is taken away
 * @param work does it
 * @param seals what it does to the seals of rows
 */
record Act(Optional<String> question, Work work, Seals seals) {

    /** What becomes of the seals of rows. */
    enum Seals {
        /** Nothing. */
        NONE,
        /** Those that there are have to be made anew. */
        KEEP,
        /** They are made. */
        MAKE
    }

    /** Does it. */
    @FunctionalInterface
    interface Work {

        /** Returns false when what it looked at is not right. */
        boolean run(Session session) throws ProblemException;
    }

    /** The same for work that ends well if it ends. */
    @FunctionalInterface
    interface Doing {
        void run(Session session) throws ProblemException;
    }

    static Act at(Doing work) {
        return new Act(Optional.empty(), done(work), Seals.NONE);
    }

    static Act asking(String question, Doing work) {
        return new Act(Optional.of(question), done(work), Seals.NONE);
    }

    static Act checking(Work work) {
        return new Act(Optional.empty(), work, Seals.NONE);
    }

    Act with(Seals other) {
        return new Act(question, work, other);
    }

    private static Work done(Doing work) {
        return session -> {
            work.run(session);
            return true;
        };
    }
}
