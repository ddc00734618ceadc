// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Origin of a ceremony: a web origin such as {@code https://app.example}, or an Android app as {@code android:apk-key-hash:} and a hash of
 * its signing certificate in base64url: SHA-256 as Credential Manager writes it, or SHA-1 as FIDO2 of Play services did.
 * Two origins are the same only when their texts are.
 *
 * @param text the origin as a browser or phone writes it: lower case, no path, no default port
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-validating-origin">§13.4.9. Validating the origin of a credential</a>
 */
public record Origin(String text) {

    private static final String ANDROID = "android:apk-key-hash:";

    /** SHA-256 or SHA-1 in the only way that base64url without padding writes it. */
    private static final Pattern KEY_HASH = Pattern.compile("[A-Za-z0-9_-]{26}([A-Za-z0-9_-]{16})?[AEIMQUYcgkosw048]");

    /** What a file for Android names, which knows no other hash. */
    private static final int SHA_256 = 32;

    private static final int MOST_PORT = 65_535;

    /**
     * Checks the form.
     *
     * @param text the origin as text
     * @throws IllegalArgumentException when the text is neither {@code scheme://host[:port]} with http or https nor an Android app
     */
    public Origin {
        if (!isAndroidApp(text) && !isWebOrigin(text)) {
            throw new IllegalArgumentException("not an origin such as https://app.example: " + text);
        }
    }

    /**
     * Returns the host name of a web origin.
     *
     * @return the host, or empty for an Android app
     */
    public Optional<String> host() {
        return isAndroidApp(text)
                ? Optional.empty()
                : Optional.of(URI.create(text).getHost());
    }

    /**
     * Tells whether a browser treats pages of this origin as a secure context: https, or http on this very machine.
     *
     * @return false only for http on another host than {@code localhost}
     */
    public boolean secure() {
        return !text.startsWith("http://") || host().filter("localhost"::equals).isPresent();
    }

    /**
     * Returns the hash of the signing key of an Android app.
     *
     * @return SHA-256 of the signing certificate, or empty for a web origin and for another hash
     */
    public Optional<byte[]> androidKeyHash() {
        return Optional.of(text)
                .filter(Origin::isAndroidApp)
                .map(app -> Base64Url.decode(app.substring(ANDROID.length())))
                .filter(hash -> hash.length == SHA_256);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isAndroidApp(String text) {
        return text.startsWith(ANDROID)
                && KEY_HASH.matcher(text.substring(ANDROID.length())).matches();
    }

    private static boolean isWebOrigin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean web = "https".equals(scheme) || "http".equals(scheme);
            return web && uri.getHost() != null && uri.getPort() <= MOST_PORT && text.equals(canonical(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String canonical(URI uri) {
        int standard = "https".equals(uri.getScheme()) ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
