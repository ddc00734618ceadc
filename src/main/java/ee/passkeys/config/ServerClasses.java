// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

/** Classes of the server, as the application sees them. */
final class ServerClasses {

    private ServerClasses() {}

    /** Whether there is a class of that name. */
    static boolean see(String type) {
        try {
            Class.forName(type, false, ServerClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
