// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words of a command.
 *
 * @param words what is no option, in order
 * @param options values of options, an empty text for those without a value
 */
record Words(List<String> words, Map<String, String> options) {

    private static final Set<String> WITH_VALUE = Set.of(
            "--url",
            "--user",
            "--driver-jar",
            "--user-base",
            "--as",
            "--prefix",
            "--state",
            "--unused-since",
            "--after",
            "--limit",
            "--lifetime",
            "--approvals",
            "--since");

    private static final Set<String> FLAGS = Set.of("--yes", "--json", "--exact-names");

    static Words parse(List<String> given) throws WrongUsageException {
        Deque<String> left = new ArrayDeque<>(given);
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        while (!left.isEmpty()) {
            String word = left.pop();
            if (word.equals("--")) {
                words.addAll(left);
                left.clear();
            } else if (WITH_VALUE.contains(word)) {
                if (left.isEmpty()) {
                    throw new WrongUsageException(word + " needs a value.");
                }
                once(options, word, left.pop());
            } else if (FLAGS.contains(word)) {
                once(options, word, "");
            } else if (word.startsWith("--")) {
                throw new WrongUsageException("Unknown option " + word.replaceFirst("=.*", "") + ".");
            } else {
                words.add(word);
            }
        }
        return new Words(words, options);
    }

    private static void once(Map<String, String> options, String option, String value) throws WrongUsageException {
        if (options.put(option, value) != null) {
            throw new WrongUsageException("Give " + option + " once.");
        }
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String required(String name) throws WrongUsageException {
        return option(name).orElseThrow(() -> new WrongUsageException(name + " is missing."));
    }

    /** The only name of a command of two words. */
    String last() throws WrongUsageException {
        count(3);
        return words.get(2);
    }

    /** Makes sure of the number of words. */
    void count(int count) throws WrongUsageException {
        if (words.size() != count) {
            throw new WrongUsageException("The command takes " + (count - 2) + " names.");
        }
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }
}
