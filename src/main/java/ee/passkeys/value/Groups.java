// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Groups of a caller, as the container gets them: from us, or by itself. */
public sealed interface Groups {

    /** Those that the container finds itself, by the name of the caller. */
    Groups BY_NAME = new ByName();

    /**
     * Makes groups that the container is notified of.
     *
     * @param names all of them; a null among them, which code of an application may have brought, is none
     * @return the groups
     */
    static Groups of(Set<String> names) {
        return new Told(names.stream().filter(Objects::nonNull).collect(toUnmodifiableSet()));
    }

    /**
     * Returns the groups that the container is notified of.
     *
     * @return empty where it finds them itself, so that they are not known here
     */
    Optional<Set<String>> told();

    /**
     * Groups that the container is notified of.
     *
     * @param names all of them
     */
    record Told(Set<String> names) implements Groups {

        @Override
        public Optional<Set<String>> told() {
            return Optional.of(names);
        }
    }

    /** Groups that only the container knows. */
    record ByName() implements Groups {

        @Override
        public Optional<Set<String>> told() {
            return Optional.empty();
        }
    }
}
