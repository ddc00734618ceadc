// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import com.google.common.net.InternetDomainName;
import ee.passkeys.value.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labels of related origins, of which browsers accept five: the label before the public suffix, so that {@code https://shop.example.co.uk} and
 * {@code https://example.de} have the same one, {@code example}.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-validating-relation-op">§5.11.1. Validating Related Origins</a>
 */
final class RelatedOrigins {

    /** What every browser accepts. */
    static final int MOST_LABELS = 5;

    private RelatedOrigins() {}

    /** Every label once. */
    static Set<String> labels(List<Origin> origins) {
        Set<String> labels = new TreeSet<>();
        origins.forEach(origin -> label(origin).ifPresent(labels::add));
        return labels;
    }

    /** The label, or empty where the host is no domain that somebody can register. */
    static Optional<String> label(Origin origin) {
        return origin.host().filter(InternetDomainName::isValid).flatMap(host -> label(InternetDomainName.from(host)));
    }

    // A suffix that the list does not know is one label long, as its algorithm says.
    private static Optional<String> label(InternetDomainName domain) {
        if (domain.isUnderPublicSuffix()) {
            return Optional.of(domain.topPrivateDomain().parts().get(0));
        }
        List<String> parts = domain.parts();
        boolean address = parts.get(parts.size() - 1).matches("[0-9]+");
        return domain.hasPublicSuffix() || parts.size() < 2 || address
                ? Optional.empty()
                : Optional.of(parts.get(parts.size() - 2));
    }
}
