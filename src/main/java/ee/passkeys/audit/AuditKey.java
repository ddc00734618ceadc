// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.value.Base64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key of the audit table, which is never in the database: seals rows and chains, and tells whether a seal is right. */
public final class AuditKey {

    private static final String HMAC = "HmacSHA256";
    private static final int ID_DIGITS = 16;

    private final SecretKeySpec key;
    private final String id;

    /**
     * Takes a secret.
     *
     * @param secret 32 bytes in base64url
     * @throws IllegalArgumentException when it is not
     */
    public AuditKey(String secret) {
        byte[] bytes = Base64Url.decode(secret.strip());
        if (bytes.length != 32) {
            throw new IllegalArgumentException("not 32 bytes in base64url");
        }
        this.key = new SecretKeySpec(bytes, HMAC);
        this.id = hmac("key").substring(0, ID_DIGITS);
    }

    /**
     * What tells this key from others, and nothing about it.
     *
     * @return 16 digits
     */
    String id() {
        return id;
    }

    /** The row with its MAC. */
    AuditRow seal(AuditRow row) {
        return row.sealed(macOf(row));
    }

    boolean isSealed(AuditRow row) {
        return same(macOf(row), row.mac());
    }

    private String macOf(AuditRow row) {
        return hmac(
                "row",
                row.chain(),
                row.position(),
                row.atMs(),
                row.event(),
                row.actor(),
                row.caller(),
                row.passkey(),
                row.origin(),
                row.client(),
                row.node(),
                row.outcome(),
                row.reason(),
                row.detail(),
                row.previous());
    }

    /** The beginning of a chain, which its first row continues. */
    Place beginning(String chain) {
        return new Place(0, hmac("beginning", chain), "");
    }

    /** The chain with its anchor at a place. */
    AuditChain anchored(AuditChain chain, Place place) {
        return chain.anchoredAt(place.sealed(anchorSeal(chain, place)));
    }

    boolean isAnchored(AuditChain chain) {
        return same(anchorSeal(chain, chain.anchor()), chain.anchor().seal());
    }

    private String anchorSeal(AuditChain chain, Place place) {
        return hmac(
                "anchor",
                chain.id(),
                chain.userBase(),
                chain.node(),
                chain.keyId(),
                chain.openedMs(),
                chain.after(),
                place.position(),
                place.mac());
    }

    /** The place, sealed as the head of a chain. */
    Place head(String chain, Place place) {
        return place.sealed(headSeal(chain, place));
    }

    boolean isHead(AuditChain chain) {
        return same(headSeal(chain.id(), chain.head()), chain.head().seal());
    }

    private String headSeal(String chain, Place place) {
        return hmac("head", chain, place.position(), place.mac());
    }

    /** Each field with its length before it, so that no two lists of fields are one message. */
    private String hmac(Object... fields) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (Object field : List.of(fields)) {
                byte[] bytes = field.toString().getBytes(UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
