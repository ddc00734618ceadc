// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Comparison of entity tags for conditional GET: a proxy that compressed the file may have made the tag a weak one. */
final class EntityTags {

    private EntityTags() {}

    /** Whether an {@code If-None-Match} header names the tag. */
    static boolean match(@Nullable String ifNoneMatch, String entityTag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag) || tag.equals("W/" + entityTag));
    }
}
