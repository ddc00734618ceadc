// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one {@code web.xml} or {@code web-fragment.xml} says.
 *
 * @param name name of a fragment, empty for none
 * @param complete whether fragments and annotations do not count beside it
 * @param ordered the names of the fragments that alone count, empty where all do
 * @param login its {@code login-config}
 * @param constraints its security constraints
 */
record DescriptorFile(
        String name,
        boolean complete,
        Optional<Set<String>> ordered,
        Optional<LoginConfig> login,
        List<SecurityConstraint> constraints) {

    /** Where there is no file. */
    static final DescriptorFile NONE = new DescriptorFile("", false, Optional.empty(), Optional.empty(), List.of());

    /**
     * Whether a fragment counts beside this {@code web.xml}.
     *
     * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#ordering-of-web-xml-and-web-fragment-xml">Jakarta
     *     Servlet, 8.2.2</a>
     */
    boolean takes(DescriptorFile fragment) {
        return !complete
                && ordered.map(names -> names.contains(fragment.name())).orElse(true);
    }
}
