// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.SecretBox;
import ee.passkeys.config.Settings;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.UserBase;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Browsers, as a cookie tells who used a passkey in them, where users get mail about other ones. The cookie has a part of a hash of each name, is
 * encrypted with the secret of the ceremonies, and signs nobody in.
 */
@OneInstance
public class Devices {

    private static final String NAME = "passkeys-device";

    /** Prefix with which browsers take the cookie from a secure page only. */
    private static final String SECURE_NAME = "__Secure-" + NAME;

    private static final String PURPOSE = "device";

    /** The longest that browsers keep a cookie; each sign-in begins it anew. */
    private static final Duration LIFETIME = Duration.ofDays(400);

    /** How many users of one browser are known: those who signed in last. */
    private static final int MOST_USERS = 8;

    private static final int HASH_LETTERS = 32;

    /** So many browsers of one user are told of in an hour. */
    private static final int MOST_TOLD = 5;

    private static final int MOST_WATCHED = 20_000;

    private final Settings settings;
    private final UserBase users;
    private final HostCeremonies ceremonies;
    private final Cache<String, AtomicInteger> told = CacheBuilder.newBuilder()
            .maximumSize(MOST_WATCHED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /**
     * Made by the container.
     *
     * @param settings whether users get mail about other browsers
     * @param ceremonies for their secret
     */
    @Inject
    public Devices(Settings settings, HostCeremonies ceremonies) {
        this.settings = settings;
        this.users = settings.storage().userBase();
        this.ceremonies = ceremonies;
    }

    /** Returns the client of a sign-in, of which it is known who used it before. A user of too many browsers is known in all of them. */
    Client client(Client client, HttpServletRequest request) {
        if (!settings.mail().newDevice()) {
            return client;
        }
        return client.knowing(caller -> {
            String hash = hash(caller);
            return knownIn(request).contains(hash) || isToldEnough(hash);
        });
    }

    /** Remembers in the browser that a user used a passkey there. */
    void remember(String caller, HttpServletRequest request, HttpServletResponse response) {
        if (!settings.mail().newDevice()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(Set.of(hash(caller)));
        known.addAll(knownIn(request));
        String latest = String.join("", known.stream().limit(MOST_USERS).toList());
        response.addHeader(
                "Set-Cookie",
                name() + "=" + box().seal(PURPOSE, users.id(), HexFormat.of().parseHex(latest)) + "; Path="
                        + path(request) + "; HttpOnly; Max-Age=" + LIFETIME.toSeconds()
                        + BindingCookie.reach(settings.relyingParties()));
    }

    private boolean isToldEnough(String hash) {
        return told.asMap().computeIfAbsent(hash, any -> new AtomicInteger()).incrementAndGet() > MOST_TOLD;
    }

    private Set<String> knownIn(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        Optional<byte[]> plain = Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .flatMap(cookie -> box().open(PURPOSE, users.id(), cookie.getValue()).stream())
                .findFirst();
        String hashes = plain.map(HexFormat.of()::formatHex).orElse("");
        Set<String> known = new LinkedHashSet<>();
        for (int at = 0; at + HASH_LETTERS <= hashes.length(); at += HASH_LETTERS) {
            known.add(hashes.substring(at, at + HASH_LETTERS));
        }
        return known;
    }

    private String hash(String caller) {
        return Hashing.sha256().hashString(users.key(caller), UTF_8).toString().substring(0, HASH_LETTERS);
    }

    private SecretBox box() {
        return ceremonies.main().secretBox();
    }

    private String name() {
        return settings.relyingParties().httpsOnly() ? SECURE_NAME : NAME;
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath().isEmpty() ? "/" : request.getContextPath();
    }
}
