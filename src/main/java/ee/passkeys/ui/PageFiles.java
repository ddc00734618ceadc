// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.config.RelyingParties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Table of the static files for browsers. A path from a request is compared with this table, and never looked up anywhere. */
final class PageFiles {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String IMAGE = "image/svg+xml; charset=utf-8";
    private static final String JSON = "application/json";

    private static final Pattern MODULE = Pattern.compile("(?m)^//\\+ ([a-z-]+\\.js)\n");

    private static final Map<String, String> PAGES = Map.of(
            "/", "my-passkeys.html",
            "/admin", "admin.html",
            "/login", "login.html",
            "/step-up", "step-up.html",
            "/enrol", "enrol.html",
            "/recover", "recover.html");

    /** Each has the modules that it needs in it: the build says which. */
    private static final Set<String> SCRIPTS = Set.of(
            "admin-page.js",
            "enrol-page.js",
            "login-page.js",
            "my-passkeys-page.js",
            "passkeys.js",
            "recover-page.js",
            "step-up-page.js");

    private static final Pattern RECOVERY_CODES = Pattern.compile(" *<passkey-recovery-codes.*\n");

    private final Map<String, PageFile> byPath;

    /** Loads all files, and makes them look as the operator wants. */
    PageFiles(boolean recoveryCodes, AppearanceSettings appearance) {
        Texts texts = Texts.of(appearance.textsFolder());
        Map<String, PageFile> files = new HashMap<>();
        Brand brand = new Brand(appearance);
        UnaryOperator<String> without =
                html -> recoveryCodes ? html : RECOVERY_CODES.matcher(html).replaceFirst("");
        PAGES.forEach((path, name) -> files.put(path, changed(name, HTML, html -> brand.page(without.apply(html)))));
        appearance
                .nameAt()
                .forEach((host, ofHost) -> PAGES.forEach((path, name) -> files.put(
                        "//" + host + path, changed(name, HTML, html -> brand.pageOf(without.apply(html), ofHost)))));
        SCRIPTS.forEach(name ->
                files.put("/" + name, changed(name, SCRIPT, list -> texts.announcedIn(withModules(list)))));
        files.put("/icon.svg", PageFile.load("icon.svg", IMAGE));
        files.put("/admin.css", PageFile.load("admin.css", STYLE));
        files.put("/passkeys.css", changed("passkeys.css", STYLE, brand::colored));
        brand.logo().ifPresent(logo -> files.put("/" + Brand.LOGO, logo));
        brand.css().ifPresent(css -> files.put("/" + Brand.CSS, css));
        texts.files().forEach((name, json) -> {
            files.put("/texts/" + name + ".json", new PageFile(JSON, json));
            files.put("/admin-texts/" + name + ".json", new PageFile(JSON, Texts.ofAdministration(name)));
        });
        byPath = Map.copyOf(files);
    }

    /** The file at a path below the servlet, such as {@code /passkeys.js}; empty for every path that is not in the table. */
    Optional<PageFile> at(@Nullable String path) {
        return path == null || path.startsWith("//") ? Optional.empty() : Optional.ofNullable(byPath.get(path));
    }

    /** The same at a host, which may have a name of its own. */
    Optional<PageFile> at(@Nullable String path, String host) {
        return at(path).map(file -> byPath.getOrDefault("//" + RelyingParties.plain(host) + path, file));
    }

    /** Whether a path is of the page of administrators, its script, style and texts among them. */
    static boolean isForAdministrators(String path) {
        return path.startsWith("/admin");
    }

    /** Every path that is answered. */
    Set<String> paths() {
        return byPath.keySet();
    }

    /** The jar has each module once. */
    private static String withModules(String list) {
        return MODULE.matcher(list).replaceAll(module -> Matcher.quoteReplacement(text("modules/" + module.group(1))));
    }

    private static PageFile changed(String name, String contentType, UnaryOperator<String> change) {
        return new PageFile(contentType, change.apply(text(name)).getBytes(UTF_8));
    }

    private static String text(String name) {
        return new String(PageFile.bytes(name), UTF_8);
    }
}
