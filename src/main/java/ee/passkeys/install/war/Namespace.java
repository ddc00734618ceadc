// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import java.util.Locale;
import java.util.stream.Stream;

/** The first word in the names of the classes of Java EE, and of Jakarta EE since its version 9. */
public enum Namespace {
    /** Java EE, and Jakarta EE 8. */
    JAVAX,
    /** Jakarta EE since version 9. */
    JAKARTA;

    /** What the JDK has under {@code javax} is not here, nor what is bundled with libraries of either kind. */
    private static final String[] PACKAGES = {"servlet/", "ws/rs/", "faces/", "ejb/"};

    /** Whether a class has such a name, such as {@code jakarta/servlet/Filter}. */
    boolean hasClass(String name) {
        return Stream.of(PACKAGES).anyMatch(part -> name.startsWith(prefix() + part));
    }

    /** Whether such a class is in a descriptor or an annotation, such as {@code (Ljakarta/servlet/ServletRequest;)V}. */
    boolean isDescribedIn(String descriptor) {
        return Stream.of(PACKAGES).anyMatch(part -> descriptor.contains("L" + prefix() + part));
    }

    private String prefix() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }
}
