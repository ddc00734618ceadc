// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table of the static files for browsers. A path from a request is compared with this table, and never looked up anywhere. */
final class PageFiles {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String IMAGE = "image/svg+xml; charset=utf-8";

    private static final Map<String, String> PAGES = Map.of(
            "/", "my-passkeys.html",
            "/login", "login.html",
            "/step-up", "step-up.html",
            "/enrol", "enrol.html",
            "/recover", "recover.html");

    /** Each script has the modules that it needs in it: the build puts them together. */
    private static final Map<String, String> ASSETS = Map.ofEntries(
            Map.entry("enrol-page.js", SCRIPT),
            Map.entry("icon.svg", IMAGE),
            Map.entry("login-page.js", SCRIPT),
            Map.entry("my-passkeys-page.js", SCRIPT),
            Map.entry("passkeys.css", STYLE),
            Map.entry("passkeys.js", SCRIPT),
            Map.entry("recover-page.js", SCRIPT),
            Map.entry("step-up-page.js", SCRIPT));

    private static final Map<String, PageFile> BY_PATH = load();

    private PageFiles() {}

    /** The file at a path below the servlet, such as {@code /passkeys.js}; empty for every path that is not in the table. */
    static Optional<PageFile> at(@Nullable String path) {
        return path == null ? Optional.empty() : Optional.ofNullable(BY_PATH.get(path));
    }

    /** Every path that is answered. */
    static Set<String> paths() {
        return BY_PATH.keySet();
    }

    private static Map<String, PageFile> load() {
        Map<String, PageFile> files =
                ASSETS.entrySet().stream().collect(Collectors.toMap(PageFiles::path, PageFiles::asset));
        PAGES.forEach((path, name) -> files.put(path, PageFile.load(name, HTML)));
        return Map.copyOf(files);
    }

    private static String path(Entry<String, String> asset) {
        return "/" + asset.getKey();
    }

    private static PageFile asset(Entry<String, String> asset) {
        return PageFile.load(asset.getKey(), asset.getValue());
    }
}
