// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

/**
 * The application, as the commands of a server name it.
 *
 * @param name the name it is deployed by, such as {@code shop}; in an EAR that of the EAR
 * @param module the name of its web module, which is the same where the WAR is deployed by itself
 */
public record ApplicationName(String name, String module) {

    /**
     * A WAR that is deployed by itself.
     *
     * @param name such as {@code shop}
     */
    public ApplicationName(String name) {
        this(name, name);
    }

    /** What is deployed. */
    String archive() {
        return name + (isInEar() ? ".ear" : ".war");
    }

    /** Its WAR, by the usual name of the file. */
    private String war() {
        return module + ".war";
    }

    /**
     * Returns its WAR as an argument of a command.
     *
     * @return the usual name of the file, for a shell
     */
    public String argument() {
        return Commands.shell(war());
    }

    /** A file of its WAR, by the path that it has within what is deployed. */
    String path(String file) {
        return (isInEar() ? "/" + war() : "") + "/" + file;
    }

    /** Its web module, as asadmin names it. */
    String webModule() {
        return isInEar() ? name + "/" + war() : name;
    }

    private boolean isInEar() {
        return !name.equals(module);
    }
}
