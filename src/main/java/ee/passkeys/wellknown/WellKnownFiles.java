// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import ee.passkeys.config.AppSettings;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.value.Origin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Factory for the content of the well-known files. */
public final class WellKnownFiles {

    private static final JsonFactory JSON = new JsonFactory();

    private WellKnownFiles() {}

    /**
     * Returns the files by their paths. They are written at every start, without a tree model, which would load 300 classes more.
     *
     * @param relyingParty the one whose RP ID names the host
     * @param apps the names of the apps
     * @param contextPath the path of the application on its host, empty for the root
     * @return JSON by path, such as {@code /.well-known/webauthn}
     */
    public static Map<String, String> of(RelyingPartySettings relyingParty, AppSettings apps, String contextPath) {
        return Map.of(
                "/.well-known/webauthn", written(json -> relatedOrigins(json, relyingParty)),
                "/.well-known/passkey-endpoints", written(json -> endpoints(json, relyingParty, contextPath)),
                "/.well-known/assetlinks.json", written(json -> assetLinks(json, relyingParty, apps)),
                "/.well-known/apple-app-site-association", written(json -> appleApps(json, apps)));
    }

    /** <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">§5.11. Using Web Authentication across related origins</a>. */
    private static void relatedOrigins(JsonGenerator json, RelyingPartySettings relyingParty) throws IOException {
        json.writeStartObject();
        texts(
                json,
                "origins",
                relyingParty.relatedOrigins().stream().map(Origin::text).toList());
        json.writeEndObject();
    }

    /** <a href="https://www.w3.org/TR/passkey-endpoints/">A Well-Known URL for Relying Party Passkey Endpoints</a>. */
    private static void endpoints(JsonGenerator json, RelyingPartySettings relyingParty, String contextPath)
            throws IOException {
        Optional<String> page =
                webOrigins(relyingParty).stream().findFirst().map(origin -> origin.text() + contextPath + "/passkeys/");
        json.writeStartObject();
        if (page.isPresent()) {
            json.writeStringField("enroll", page.get());
            json.writeStringField("manage", page.get());
        }
        json.writeEndObject();
    }

    /** One statement for each app and each key that an app is signed with. */
    private static void assetLinks(JsonGenerator json, RelyingPartySettings relyingParty, AppSettings apps)
            throws IOException {
        List<String> fingerprints = relyingParty.origins().stream()
                .flatMap(origin -> origin.androidKeyHash().stream())
                .map(WellKnownFiles::fingerprint)
                .toList();
        json.writeStartArray();
        for (String name : fingerprints.isEmpty() ? List.<String>of() : apps.androidPackages()) {
            json.writeStartObject();
            texts(
                    json,
                    "relation",
                    List.of(
                            "delegate_permission/common.handle_all_urls",
                            "delegate_permission/common.get_login_creds"));
            json.writeObjectFieldStart("target");
            json.writeStringField("namespace", "android_app");
            json.writeStringField("package_name", name);
            texts(json, "sha256_cert_fingerprints", fingerprints);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void appleApps(JsonGenerator json, AppSettings apps) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("webcredentials");
        texts(json, "apps", apps.iosApps());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String written(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
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
