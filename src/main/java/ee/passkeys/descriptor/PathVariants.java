// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Variants of the path of a request. Containers choose a servlet by one of them, but not every container folds {@code //} and {@code /../},
 * and what serves the file or the resource behind it may read on: a rule that asks for something holds when it matches any of them.
 */
public final class PathVariants {

    private PathVariants() {}

    /**
     * The path within the application by which the container has chosen the servlet.
     *
     * @param request the current one
     * @return decoded, such as {@code /admin/users}
     */
    public static String pathOf(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /**
     * The variants of a path.
     *
     * @param path within the application
     * @return the path as it is; without parameters, empty segments and ways up; and the same decoded once more; in lower case
     */
    public static Set<String> of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        Set<String> all = new LinkedHashSet<>(List.of(lower, folded(lower)));
        if (lower.indexOf('%') >= 0) {
            all.add(folded(decoded(lower).toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private static String folded(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.replace('\\', '/').split("/", -1)) {
            String name = segment.split(";", 2)[0];
            if (name.equals("..")) {
                segments.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                segments.addLast(name);
            }
        }
        return "/" + String.join("/", segments);
    }

    /**
     * A path with its escapes replaced.
     *
     * @param path such as {@code /j%5Fsecurity_check}
     * @return the same as it is where an escape is broken
     */
    public static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2b"), UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
