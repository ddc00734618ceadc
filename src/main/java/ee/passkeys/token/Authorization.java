// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Token that a client brings with a request.
 *
 * @param isDpop whether it comes by the scheme {@code DPoP}, else by {@code Bearer}
 * @param token the token
 * @param proofs the headers {@code DPoP}
 */
public record Authorization(boolean isDpop, String token, List<String> proofs) {

    private static final Pattern HEADER =
            Pattern.compile("(bearer|dpop) +([A-Za-z0-9_.-]{20,16384})", Pattern.CASE_INSENSITIVE);

    /**
     * Reads the header of a request.
     *
     * @param header the header {@code Authorization}, or null
     * @param proofs the headers {@code DPoP}
     * @return empty where the client brings no token of these schemes
     */
    public static Optional<Authorization> of(@Nullable String header, List<String> proofs) {
        Matcher matcher = HEADER.matcher(header == null ? "" : header);
        return matcher.matches()
                ? Optional.of(new Authorization(
                        matcher.group(1).toLowerCase(Locale.ROOT).equals("dpop"), matcher.group(2), proofs))
                : Optional.empty();
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "Authorization[" + (isDpop ? "DPoP" : "Bearer") + "]";
    }
}
