// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Limits of the columns, so that no value is sent that the database must reject. */
public final class Columns {

    /** Bytes in UTF-8: Oracle and Db2 count those, the other databases count letters, of which there are never more. */
    private static final int LONGEST_NAME = 1020;

    private Columns() {}

    /**
     * Tells whether the name of a user, or of a group, can be stored. PostgreSQL has no letter with the number 0, and half a pair of
     * surrogates is no letter anywhere: two names with such halves would be one.
     *
     * @param name the name in the container
     * @return true for 1 to 1020 bytes in UTF-8
     */
    public static boolean holdName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.indexOf('\0') < 0
                && UTF_8.newEncoder().canEncode(name)
                && name.getBytes(UTF_8).length <= LONGEST_NAME;
    }
}
