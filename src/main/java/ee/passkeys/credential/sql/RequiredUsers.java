// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.value.UserBase;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Users who are required to have a passkey, as far as the tables tell: those who were told so by the enrollment page, and those whose
 * remembered groups say so.
 *
 * @param everyone whether users in none of the groups are required to have a passkey
 * @param groups groups that have a level of their own
 * @param requiring those of them whose users are required to have a passkey
 * @param exempt users who never are
 */
public record RequiredUsers(boolean everyone, Set<String> groups, Set<String> requiring, Set<String> exempt) {

    /** Those who were told so, where nothing else is known of the rollout. */
    public static final RequiredUsers TOLD = new RequiredUsers(false, Set.of(), Set.of(), Set.of());

    /** Enrollment records {@code o} of one user base. */
    static final String TOLD_ROWS = "FROM PASSKEY_OFFER o WHERE o.REQUIRED_MS IS NOT NULL AND ";

    /** Condition for a password sign-in {@code w}: its groups say so. */
    String byGroups(List<Object> parameters) {
        StringBuilder condition = new StringBuilder("(1 = 0");
        if (!requiring.isEmpty()) {
            condition.append(" OR EXISTS ").append(isIn(requiring, parameters));
        }
        if (everyone && groups.isEmpty()) {
            condition.append(" OR 1 = 1");
        } else if (everyone) {
            condition.append(" OR NOT EXISTS ").append(isIn(groups, parameters));
        }
        return condition.append(')').toString();
    }

    /** Condition for the column with the key of a user: it is none of those who never are. */
    String notExempt(UserBase users, String key, List<Object> parameters) {
        if (exempt.isEmpty()) {
            return "1 = 1";
        }
        exempt.forEach(name -> parameters.add(HashedKeys.ofUser(users, name)));
        return key + " NOT IN " + Sql.list(exempt.size());
    }

    /** Condition for the column with the key of a user. Each table is asked by an index. */
    String condition(UserBase users, String key, List<Object> parameters) {
        String byGroups = byGroups(parameters);
        return "(EXISTS (SELECT 1 " + TOLD_ROWS + "o.CALLER_HASH = " + key
                + ") OR EXISTS (SELECT 1 FROM PASSKEY_PASSWORD_LOGIN w WHERE w.CALLER_HASH = " + key + " AND "
                + byGroups
                + ")) AND " + notExempt(users, key, parameters);
    }

    private static String isIn(Collection<String> groups, List<Object> parameters) {
        parameters.addAll(groups);
        return "(SELECT 1 FROM PASSKEY_PASSWORD_GROUP g WHERE g.CALLER_HASH = w.CALLER_HASH AND g.GROUP_NAME IN "
                + Sql.list(groups.size()) + ")";
    }
}
