// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/** Bars of figures as an SVG, in light and in dark colors: {@code target/bench}, or where {@code -Dbenchmark.charts} says. */
final class Chart {

    private static final int LEFT = 170;
    private static final int WIDTH = 420;
    private static final int BAR = 18;
    private static final int STEP = 28;
    private static final int TOP = 34;
    private static final int END = 70;

    private Chart() {}

    /**
     * Writes one bar for each figure, in their order.
     *
     * @param file its name, without an ending
     * @param title what is measured, with its unit
     * @param figures by what each stands for
     */
    static void write(String file, String title, Map<String, Double> figures) {
        double most = Collections.max(figures.values());
        int width = LEFT + WIDTH + END;
        int height = TOP + figures.size() * STEP + 6;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <!-- SPDX-License-Identifier: Apache-2.0 -->
                <title>%s</title>
                <style>
                text { font: 14px system-ui, sans-serif; fill: #1f2328; }
                rect { fill: #0969da; }
                @media (prefers-color-scheme: dark) { text { fill: #f0f6fc; } rect { fill: #4493f8; } }
                </style>
                <text x="0" y="18">%s</text>
                """.formatted(width, height, width, height, title, title));
        int y = TOP;
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            long length = Math.max(1, Math.round(figure.getValue() / most * WIDTH));
            svg.append(String.format(
                    Locale.ROOT,
                    """
                    <text x="0" y="%d">%s</text><rect x="%d" y="%d" width="%d" height="%d"/><text x="%d" y="%d">%.2f</text>
                    """,
                    y + 14,
                    figure.getKey(),
                    LEFT,
                    y,
                    length,
                    BAR,
                    LEFT + length + 8,
                    y + 14,
                    figure.getValue()));
            y += STEP;
        }
        save(file, svg.append("</svg>\n").toString());
    }

    private static void save(String file, String svg) {
        Path directory = Path.of(System.getProperty(
                "benchmark.charts", Built.target().resolve("bench").toString()));
        try {
            Files.writeString(Files.createDirectories(directory).resolve(file + ".svg"), svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
