// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

/**
 * The application, as the commands of a server name it.
 *
 * @param name the name it is deployed by, such as {@code shop}
 */
public record Application(String name) {

    /** The deployment on WildFly. */
    String war() {
        return name + ".war";
    }
}
