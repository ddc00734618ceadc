// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;

/** Check that a key is on its elliptic curve, which neither the library nor Java does when a key is read. */
final class CurvePoint {

    private CurvePoint() {}

    /** Whether the key is a point of its curve; true for keys of another kind. */
    static boolean isOnItsCurve(PublicKey key) {
        if (!(key instanceof ECPublicKey curved)) {
            return true;
        }
        EllipticCurve curve = curved.getParams().getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = curved.getW().getAffineX();
        BigInteger y = curved.getW().getAffineY();
        BigInteger left = y.multiply(y).mod(prime);
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime);
        return isBelow(x, prime) && isBelow(y, prime) && left.equals(right);
    }

    private static boolean isBelow(BigInteger number, BigInteger prime) {
        return number.signum() >= 0 && number.compareTo(prime) < 0;
    }
}
