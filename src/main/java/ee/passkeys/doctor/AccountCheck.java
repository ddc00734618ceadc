// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.config.Setting;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import java.util.Optional;

/**
 * Check of the account status: locked accounts must not sign in with a passkey.
 *
 * @param bean whether the application has an {@code AccountStatus}
 * @param query the query of the settings, if there is one
 * @param realm whether the users live in a realm of the server
 */
record AccountCheck(boolean bean, Optional<AccountStatus> query, boolean realm) {

    static final String NAME = "accounts";

    /** The query is run for it, once. The name is one that no account needs to have. */
    private static final String NO_CALLER = "passkeys-doctor";

    private static final String EXAMPLE = "select 1 from users where name = ? and locked = false";

    /** What that means. */
    Finding finding(Cures cures) {
        if (bean) {
            return fine(NAME, "Every passkey sign-in checks whether the account is active.");
        }
        if (query.isPresent()) {
            return run(query.get(), cures);
        }
        Cure template = cures.template(Setting.ACCOUNT_QUERY.key(), EXAMPLE);
        return realm
                ? note(
                        NAME,
                        "The accounts are in the server's realm, and passkey sign-ins do not check whether an account is locked. If"
                                + " accounts can be locked, provide an AccountStatus bean or the SQL query.",
                        template)
                : wrong(
                        NAME,
                        "The account status is not checked: a locked account can still sign in with a passkey. Provide an"
                                + " AccountStatus bean or the SQL query.",
                        template);
    }

    private static Finding run(AccountStatus query, Cures cures) {
        try {
            query.isActive(NO_CALLER);
            return fine(NAME, "Every passkey sign-in checks whether the account is active.");
        } catch (RuntimeException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            String key = cures.key(Setting.ACCOUNT_QUERY.key());
            return wrong(
                    NAME,
                    "The query in " + key + " fails, so passkeys can be neither created nor used: "
                            + reason.getMessage(),
                    cures.template(Setting.ACCOUNT_QUERY.key(), EXAMPLE));
        }
    }
}
