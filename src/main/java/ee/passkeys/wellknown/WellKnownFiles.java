// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.AppSettings;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.value.Origin;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Factory for the content of the well-known files. */
public final class WellKnownFiles {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WellKnownFiles() {}

    /**
     * Returns the files by their paths.
     *
     * @param relyingParty the one whose RP ID names the host
     * @param apps the names of the apps
     * @param contextPath the path of the application on its host, empty for the root
     * @return JSON by path, such as {@code /.well-known/webauthn}
     */
    public static Map<String, String> of(RelyingPartySettings relyingParty, AppSettings apps, String contextPath) {
        return Map.of(
                "/.well-known/webauthn", relatedOrigins(relyingParty).toString(),
                "/.well-known/passkey-endpoints",
                        endpoints(relyingParty, contextPath).toString(),
                "/.well-known/assetlinks.json", assetLinks(relyingParty, apps).toString(),
                "/.well-known/apple-app-site-association", appleApps(apps).toString());
    }

    /** <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">§5.11. Using Web Authentication across related origins</a>. */
    private static ObjectNode relatedOrigins(RelyingPartySettings relyingParty) {
        ObjectNode file = JSON.objectNode();
        ArrayNode origins = file.putArray("origins");
        relyingParty.relatedOrigins().forEach(origin -> origins.add(origin.text()));
        return file;
    }

    /** <a href="https://www.w3.org/TR/passkey-endpoints/">A Well-Known URL for Relying Party Passkey Endpoints</a>. */
    private static ObjectNode endpoints(RelyingPartySettings relyingParty, String contextPath) {
        ObjectNode file = JSON.objectNode();
        webOrigins(relyingParty).stream()
                .findFirst()
                .map(origin -> origin.text() + contextPath + "/passkeys/")
                .ifPresent(page -> file.put("enroll", page).put("manage", page));
        return file;
    }

    /** One statement for each app and each key that an app is signed with. */
    private static ArrayNode assetLinks(RelyingPartySettings relyingParty, AppSettings apps) {
        ArrayNode file = JSON.arrayNode();
        List<String> fingerprints = relyingParty.origins().stream()
                .flatMap(origin -> origin.androidKeyHash().stream())
                .map(WellKnownFiles::fingerprint)
                .toList();
        for (String name : fingerprints.isEmpty() ? List.<String>of() : apps.androidPackages()) {
            ObjectNode statement = file.addObject();
            statement
                    .putArray("relation")
                    .add("delegate_permission/common.handle_all_urls")
                    .add("delegate_permission/common.get_login_creds");
            ObjectNode target = statement
                    .putObject("target")
                    .put("namespace", "android_app")
                    .put("package_name", name);
            fingerprints.forEach(target.putArray("sha256_cert_fingerprints")::add);
        }
        return file;
    }

    private static ObjectNode appleApps(AppSettings apps) {
        ObjectNode file = JSON.objectNode();
        apps.iosApps().forEach(file.putObject("webcredentials").putArray("apps")::add);
        return file;
    }

    /** Bytes as Android's tools show them: {@code AB:CD:...}. */
    private static String fingerprint(byte[] hash) {
        return IntStream.range(0, hash.length)
                .mapToObj(i -> HexFormat.of().toHexDigits(hash[i]).toUpperCase(Locale.ROOT))
                .reduce((a, b) -> a + ":" + b)
                .orElse("");
    }

    private static List<Origin> webOrigins(RelyingPartySettings relyingParty) {
        return relyingParty.origins().stream()
                .filter(origin -> origin.host().isPresent())
                .toList();
    }
}
