// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Writes how long each part of the last run took, and which servers it started. Arguments: the build directory, when the run began, and the
 * file to write to; a single "-" puts the table between its marks in the page for contributors.
 */
final class PhaseTable {

    private static final Path PAGE = Path.of("src/site/markdown/contributing.md");
    private static final String BEGIN = "<!-- phases: made by the build -->\n";
    private static final String END = "<!-- end of phases -->";

    private static final Map<String, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("surefire-reports", "unit tests");
        PHASES.put("surefire-reports/databases", "on real databases");
        PHASES.put("failsafe-reports/packaging", "files and pages that the build makes");
        PHASES.put("failsafe-reports/payara-micro", "`it` on Payara Micro");
        PHASES.put("failsafe-reports/wildfly", "`it` on WildFly");
        PHASES.put("failsafe-reports/operations", "`operations`, clusters among them");
    }

    private final Path target;
    private final Instant begin;
    private final StringBuilder rows = new StringBuilder("| part | tests | time |\n|---|---|---|\n");
    private int tests;
    private double seconds;

    private PhaseTable(Path target, Instant begin) {
        this.target = target;
        this.begin = begin;
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Instant begin = LocalDateTime.parse(arguments[1], DateTimeFormatter.ofPattern("yyyyMMddHHmmss"))
                .toInstant(ZoneOffset.UTC);
        String table = new PhaseTable(Path.of(arguments[0]), begin).markdown();
        if (arguments[2].equals("-")) {
            putInto(PAGE, table);
        } else {
            Files.writeString(Path.of(arguments[2]), table);
        }
    }

    private String markdown() throws IOException, XMLStreamException {
        double whole = Duration.between(begin, Instant.now()).toSeconds();
        for (Map.Entry<String, String> phase : PHASES.entrySet()) {
            addPhase(target.resolve(phase.getKey()), phase.getValue());
        }
        addRow("building, unpacking servers, starting JVMs", "", whole - seconds);
        addRow("the whole run", String.valueOf(tests), whole);
        return rows + "\n" + servers();
    }

    /** Reports of an earlier run, of something that this one has left out, stay out. */
    private void addPhase(Path reports, String name) throws IOException, XMLStreamException {
        if (!Files.isDirectory(reports)) {
            return;
        }
        int count = 0;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(begin)) {
                    XMLStreamReader suite = suite(file);
                    count += Integer.parseInt(suite.getAttributeValue(null, "tests"));
                    Instant ended = Files.getLastModifiedTime(file).toInstant();
                    Instant started = ended.minusMillis((long) (Double.parseDouble(
                                    suite.getAttributeValue(null, "time").replace(",", ""))
                            * 1_000));
                    first = started.isBefore(first) ? started : first;
                    last = ended.isAfter(last) ? ended : last;
                }
            }
        }
        if (count > 0) {
            // Some tests run side by side.
            double time = Duration.between(first, last).toSeconds();
            addRow(name, String.valueOf(count), time);
            tests += count;
            seconds += time;
        }
    }

    private static XMLStreamReader suite(Path file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(Files.newBufferedReader(file));
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // what comes before it
        }
        return xml;
    }

    private void addRow(String name, String count, double time) {
        rows.append("| %s | %s | %d:%02d |%n".formatted(name, count, (long) time / 60, (long) time % 60));
    }

    private String servers() throws IOException {
        Map<String, Integer> starts = new TreeMap<>();
        Path noted = target.resolve("server/starts.txt");
        List<String> lines = Files.exists(noted) ? Files.readAllLines(noted) : List.of();
        for (String line : lines) {
            String[] start = line.split(" ", 2);
            if (!Instant.parse(start[0]).isBefore(begin)) {
                starts.merge(start[1], 1, Integer::sum);
            }
        }
        int all = starts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder("Servers started: " + all);
        String before = " (";
        for (Map.Entry<String, Integer> start : starts.entrySet()) {
            text.append(before).append(start.getValue()).append(" of ").append(start.getKey());
            before = ", ";
        }
        return text.append(starts.isEmpty() ? ".\n" : ").\n").toString();
    }

    private static void putInto(Path page, String table) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("There is no place for the table in " + page);
        }
        Files.writeString(page, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
    }
}
