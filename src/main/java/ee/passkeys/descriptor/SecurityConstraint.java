// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import ee.passkeys.value.UrlPattern;
import java.util.List;
import java.util.Set;

/**
 * A {@code security-constraint}.
 *
 * @param resources what it is about
 * @param forCallers whether it has an {@code auth-constraint}
 * @param secure whether it asks for TLS
 */
record SecurityConstraint(List<Resources> resources, boolean forCallers, boolean secure) {

    /**
     * A {@code web-resource-collection}: all methods, those that it names, or all but those that it omits.
     *
     * @param patterns its paths
     * @param named its {@code http-method}
     * @param omitted its {@code http-method-omission}
     */
    record Resources(Set<UrlPattern> patterns, Set<String> named, Set<String> omitted) {

        boolean matches(String path) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(path));
        }

        boolean covers(String method) {
            return named.isEmpty() ? !omitted.contains(method) : named.contains(method);
        }
    }

    boolean matches(String path) {
        return resources.stream().anyMatch(one -> one.matches(path));
    }

    boolean tellsApart(String one, String other, String path) {
        return resources.stream().anyMatch(found -> found.covers(one) != found.covers(other) && found.matches(path));
    }
}
