// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.problem.ProblemException;
import java.util.Optional;

/**
 * What to do.
 *
 * @param question to ask before, empty where nothing is taken away
 * @param work does it
 */
record Act(Optional<String> question, Work work) {

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
        return new Act(Optional.empty(), done(work));
    }

    static Act asking(String question, Doing work) {
        return new Act(Optional.of(question), done(work));
    }

    static Act checking(Work work) {
        return new Act(Optional.empty(), work);
    }

    private static Work done(Doing work) {
        return session -> {
            work.run(session);
            return true;
        };
    }
}
