// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import ee.passkeys.value.ApplicationLog;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Leaves out the algorithms that cannot be verified here. All libraries and all JVMs know the older ones; ML-DSA, which withstands quantum
 * computers, is offered as soon as both can verify it.
 *
 * @param library whether the library knows a COSE algorithm
 * @param java whether the JVM has a signature algorithm of that name
 * @see <a href="https://www.iana.org/assignments/cose/cose.xhtml#algorithms">COSE Algorithms</a>
 */
record SignatureAlgorithms(IntPredicate library, Predicate<String> java) {

    private static final System.Logger LOG = ApplicationLog.of(SignatureAlgorithms.class);

    private static final Map<Integer, String> NEW = Map.of(-48, "ML-DSA-44", -49, "ML-DSA-65", -50, "ML-DSA-87");

    /** What the library and the JVM of the application can. */
    static final SignatureAlgorithms HERE = new SignatureAlgorithms(
            algorithm -> COSEAlgorithmIdentifier.fromId(algorithm).isPresent(), SignatureAlgorithms::isInJava);

    /**
     * Returns the algorithms that are offered and accepted, and logs the others.
     *
     * @param chosen the COSE algorithms of the settings
     * @return those that can be verified, in the same order
     */
    List<Integer> offered(List<Integer> chosen) {
        return chosen.stream()
                .filter(algorithm -> {
                    Optional<String> obstacle = obstacle(algorithm);
                    obstacle.ifPresent(what -> LOG.log(
                            System.Logger.Level.INFO,
                            "Algorithm {0} of passkeys.algorithms is not offered: {1}.",
                            String.valueOf(algorithm),
                            what));
                    return obstacle.isEmpty();
                })
                .toList();
    }

    /**
     * Says why an algorithm cannot be verified.
     *
     * @param algorithm the COSE algorithm
     * @return empty where it can be
     */
    Optional<String> obstacle(int algorithm) {
        return Optional.ofNullable(NEW.get(algorithm)).flatMap(name -> {
            if (!library.test(algorithm)) {
                return Optional.of("the WebAuthn library has no " + name);
            }
            return java.test(name)
                    ? Optional.empty()
                    : Optional.of("Java " + Runtime.version().feature() + " has no " + name);
        });
    }

    private static boolean isInJava(String name) {
        try {
            Signature.getInstance(name);
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
