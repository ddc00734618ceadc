// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.TokenFamily;
import ee.passkeys.credential.TokenKey;
import ee.passkeys.credential.TokenRepository;
import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keys and refresh tokens in memory. */
final class MemoryTokens implements TokenRepository {

    private final Map<String, TokenKey> keys = new LinkedHashMap<>();
    private final Map<String, TokenFamily> families = new LinkedHashMap<>();
    private final Map<String, CredentialId> passkeys = new LinkedHashMap<>();
    private final Function<CredentialId, Optional<Passkey>> find;

    MemoryTokens(Function<CredentialId, Optional<Passkey>> find) {
        this.find = find;
    }

    void addAll(MemoryTokens other) {
        keys.putAll(other.keys);
        families.putAll(other.families);
        passkeys.putAll(other.passkeys);
    }

    int size() {
        return families.size();
    }

    @Override
    public List<TokenKey> keys(String issuer) {
        return keys.values().stream()
                .filter(key -> key.issuer().equals(issuer))
                .sorted(Comparator.comparing(TokenKey::createdAt).reversed())
                .toList();
    }

    @Override
    public void addKey(TokenKey key) {
        keys.put(key.id(), key);
    }

    @Override
    public int removeKeys(String issuer, Instant madeBefore) {
        int before = keys.size();
        keys.values()
                .removeIf(key -> key.issuer().equals(issuer) && key.createdAt().isBefore(madeBefore));
        return before - keys.size();
    }

    @Override
    public void addFamily(TokenFamily family, CredentialId passkey) {
        families.put(family.id(), family);
        passkeys.put(family.id(), passkey);
    }

    @Override
    public Optional<TokenFamily> family(String id) {
        return Optional.ofNullable(families.get(id));
    }

    @Override
    public Optional<Passkey> passkeyOf(String id) {
        return Optional.ofNullable(passkeys.get(id)).flatMap(find);
    }

    @Override
    public boolean rotate(String id, String oldHash, String newHash) {
        TokenFamily family = families.get(id);
        if (family == null || !family.tokenHash().equals(oldHash)) {
            return false;
        }
        families.put(
                id,
                new TokenFamily(
                        id,
                        newHash,
                        family.issuer(),
                        family.thumbprint(),
                        family.userVerified(),
                        family.authenticatedAt(),
                        family.expiresAt()));
        return true;
    }

    @Override
    public boolean removeFamily(String id) {
        passkeys.remove(id);
        return families.remove(id) != null;
    }

    @Override
    public int removeExpired(Instant now, int most) {
        List<String> expired = families.values().stream()
                .filter(family -> family.expiresAt().isBefore(now))
                .map(TokenFamily::id)
                .limit(most)
                .toList();
        expired.forEach(this::removeFamily);
        return expired.size();
    }
}
