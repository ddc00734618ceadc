// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes the table of servers and tests from the reports of the integration tests. Arguments: the directory of the reports, the file
 * to write, and the servers, each as its name in names of classes, {@code =}, and its name for readers. With {@code -} for the file the
 * page of servers gets the table.
 *
 * <p>A test in {@code payara-micro} or {@code wildfly} has run on that server. One in {@code operations} has the server at the beginning of
 * its name, or behind {@code On} at its end.
 */
final class ServerTable {

    private static final Map<String, String> DIRECTORIES = Map.of("payara-micro", "PayaraMicro", "wildfly", "WildFly");
    private static final String BEGIN = "<!-- servers: made from the reports of a run -->\n";
    private static final String END = "<!-- end of servers -->\n";

    private final Map<String, String> servers = new TreeMap<>();
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Map<String, Result>> rows = new TreeMap<>();

    private record Result(int run, int failed, int skipped) {

        Result plus(Result other) {
            return new Result(run + other.run, failed + other.failed, skipped + other.skipped);
        }

        @Override
        public String toString() {
            String passed = run - failed - skipped + " passed";
            return failed > 0
                    ? failed + " **failed**, " + passed
                    : skipped > 0 ? passed + ", " + skipped + " skipped" : passed;
        }
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        ServerTable table = new ServerTable();
        for (String server : List.of(arguments).subList(2, arguments.length)) {
            table.columns.add(server.substring(0, server.indexOf('=')));
            table.servers.put(server.substring(0, server.indexOf('=')), server.substring(server.indexOf('=') + 1));
        }
        table.read(Path.of(arguments[0]));
        if (arguments[1].equals("-")) {
            table.putInto(Path.of("src/site/markdown/servers.md"));
        } else {
            Files.writeString(Path.of(arguments[1]), table.markdown());
        }
    }

    private void read(Path reports) throws IOException, XMLStreamException {
        for (String directory : List.of("payara-micro", "wildfly", "operations")) {
            if (!Files.isDirectory(reports.resolve(directory))) {
                continue;
            }
            try (Stream<Path> files = Files.list(reports.resolve(directory))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".xml"))
                        .sorted()
                        .toList()) {
                    read(directory, file);
                }
            }
        }
    }

    private void read(String directory, Path file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testsuite")) {
                    add(directory, simpleName(file), result(xml));
                    return;
                }
            }
        }
    }

    private static Result result(XMLStreamReader xml) {
        int failed = number(xml, "failures") + number(xml, "errors");
        return new Result(number(xml, "tests"), failed, number(xml, "skipped"));
    }

    private static int number(XMLStreamReader xml, String attribute) {
        return Integer.parseInt(xml.getAttributeValue(null, attribute));
    }

    private static String simpleName(Path file) {
        String name = file.getFileName().toString().replaceFirst("^TEST-", "").replaceFirst("\\.xml$", "");
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }

    private void add(String directory, String test, Result result) {
        String server = DIRECTORIES.get(directory);
        if (server != null) {
            put(test, server, result);
            return;
        }
        for (String column : columns) {
            if (test.startsWith(column)) {
                String row = test.substring(column.length());
                put(row.equals("IT") ? test : row, column, result);
            } else if (test.endsWith("On" + column + "IT")) {
                put(test.substring(0, test.length() - ("On" + column + "IT").length()) + "IT", column, result);
            }
        }
    }

    private void put(String row, String column, Result result) {
        rows.computeIfAbsent(row, name -> new TreeMap<>()).merge(column, result, Result::plus);
    }

    private String markdown() {
        StringBuilder table = new StringBuilder("| test |");
        columns.forEach(column -> table.append(' ').append(servers.get(column)).append(" |"));
        table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        rows.forEach((test, results) -> {
            table.append("| `").append(test).append("` |");
            columns.forEach(column -> table.append(' ')
                    .append(results.containsKey(column) ? results.get(column) : "")
                    .append(" |"));
            table.append('\n');
        });
        return table.toString();
    }

    private void putInto(Path readme) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("There is no place for the table in " + readme);
        }
        Files.writeString(readme, text.substring(0, begin + BEGIN.length()) + markdown() + text.substring(end));
    }
}
