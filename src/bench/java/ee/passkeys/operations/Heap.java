// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM holds. */
final class Heap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern CLASSES = Pattern.compile("(?m)^java\\.cls\\.loadedClasses=(\\d+)");

    private Heap() {}

    /** What lives on the heap; it is collected first. */
    static double liveMegabytes(ServerProcess process) {
        return number(process.diagnose("GC.class_histogram"), TOTAL) / 1e6;
    }

    /** How many classes were loaded since the start. */
    static long classes(ServerProcess process) {
        return number(process.diagnose("PerfCounter.print"), CLASSES);
    }

    private static long number(String answer, Pattern pattern) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new AssertionError(answer);
        }
        return Long.parseLong(matcher.group(1));
    }
}
