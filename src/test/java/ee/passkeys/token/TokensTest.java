// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.DpopKey;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens")
class TokensTest {

    private static final String ORIGIN = "https://example.org";
    private static final String ISSUER = "https://example.org/shop";
    private static final Client APP = new Client(Optional.empty(), List.of());
    private static final HttpTarget TOKEN = HttpTarget.of("POST", "/shop", "/shop/passkeys/api/token");
    private static final HttpTarget ORDERS = HttpTarget.of("GET", "/shop", "/shop/orders");
    private static final String TOKEN_ADDRESS = ISSUER + "/passkeys/api/token";
    private static final String ORDERS_ADDRESS = ISSUER + "/orders";
    private static final Set<String> GROUPS = Set.of("user", "admin");

    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final MutableClock clock = new MutableClock();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final Set<String> inactive = new HashSet<>();
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final DpopKey key = new DpopKey();
    private PasskeyCeremonies ceremonies;
    private Tokens tokens;
    private Passkey passkey;

    @BeforeEach
    void register() throws ProblemException {
        begin(Map.of());
        StartedCeremony begun = ceremonies.registration().begin(APP, "ann", false, List.of());
        Client browser = new Client(Optional.empty(), List.of(""));
        passkey = ceremonies
                .registration()
                .finish(
                        browser,
                        Optional.of("ann"),
                        begun.ceremony(),
                        phone.create(begun.publicKey(), ORIGIN),
                        Optional.empty())
                .passkey();
    }

    private void begin(Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(
                Map.of("passkeys.rp.id", "example.org", "passkeys.tokens", "on", "passkeys.origins", ORIGIN));
        values.putAll(overrides);
        Settings settings = SettingsReader.read(new ApplicationSource(SettingSource.of(values), "/shop"));
        SecureRandom random = new SecureRandom();
        ceremonies = PasskeyCeremonies.of(
                settings,
                store,
                new PasskeyCeremonies.Host(
                        caller -> !inactive.contains(caller),
                        Optional.empty(),
                        aaguid -> "Passkey",
                        events::add,
                        random,
                        clock));
        tokens = new Tokens(settings, store, ceremonies, events::add, random, clock);
    }

    private VerifiedAssertion signIn() throws ProblemException {
        StartedCeremony begun = ceremonies.authentication().beginForToken(APP, Optional.empty());
        return ceremonies.authentication().finishForToken(APP, begun.ceremony(), phone.get(begun.publicKey(), ORIGIN));
    }

    private TokenPair issue() throws Exception {
        return tokens.issue(signIn(), GROUPS, Optional.empty());
    }

    private TokenPair issueBound() throws Exception {
        return tokens.issue(signIn(), GROUPS, possession(key));
    }

    private Optional<Possession> possession(DpopKey held) throws TokenException {
        return tokens.possession(List.of(held.proof("POST", TOKEN_ADDRESS, clock.instant())), TOKEN);
    }

    private AccessToken verify(String accessToken) throws TokenException {
        return tokens.verify(new Authorization(false, accessToken, List.of()), ORDERS);
    }

    private AccessToken verify(String accessToken, String... proofs) throws TokenException {
        return tokens.verify(new Authorization(true, accessToken, List.of(proofs)), ORDERS);
    }

    private TokenPair refresh(String refreshToken) throws TokenException {
        return tokens.renew(tokens.renewal(refreshToken, Optional.empty()), Set.of("user"));
    }

    private static void assertRefused(String error, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(TokenException.class);
        assertThat(((TokenException) thrown).error()).as(thrown.getMessage()).isEqualTo(error);
    }

    @Test
    void giveTheClaimsOfMicroProfileJwt() throws Exception {
        TokenPair pair = issue();

        SignedJWT jwt = SignedJWT.parse(pair.accessToken());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly(ISSUER);
        assertThat(claims.getSubject()).isEqualTo(passkey.owner().base64Url());
        assertThat(claims.getStringClaim("upn")).isEqualTo("ann");
        assertThat(claims.getStringListClaim("groups")).containsExactly("admin", "user");
        assertThat(claims.getStringListClaim("amr")).containsExactly("pop", "hwk", "user", "mfa");
        assertThat(claims.getLongClaim("auth_time")).isEqualTo(clock.instant().getEpochSecond());
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(clock.instant().plusSeconds(300));
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getClaim("cnf")).isNull();
        assertThat(pair.type()).isEqualTo("Bearer");
        assertThat(pair.lifetime()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void areVerifiedByAnybodyWithThePublishedKeys() throws Exception {
        SignedJWT jwt = SignedJWT.parse(issue().accessToken());

        JWKSet published = JWKSet.parse(tokens.publicKeys());

        ECKey published1 = published.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
        assertThat(jwt.verify(new ECDSAVerifier(published1))).isTrue();
        assertThat(tokens.publicKeys()).doesNotContain("\"d\"");
    }

    @Test
    void sayWhoBringsThemAndWithWhatGroups() throws Exception {
        AccessToken token = verify(issue().accessToken());

        assertThat(token.caller()).isEqualTo("ann");
        assertThat(token.groups()).isEqualTo(GROUPS);
        assertThat(token.userVerified()).isTrue();
        assertThat(token.authenticatedAt()).isEqualTo(clock.instant());
    }

    @Test
    void doNotSayThatAPasskeyWhichMayBeCopiedIsInHardwareOrThatTheUserWasVerifiedWhoWasNot() throws Exception {
        begin(Map.of("passkeys.user-verification", "discouraged"));
        SoftAuthenticator synced = new SoftAuthenticator().flags(SoftAuthenticator.UP | SoftAuthenticator.BE);
        StartedCeremony begun = ceremonies.registration().begin(APP, "bob", false, List.of());
        ceremonies
                .registration()
                .finish(
                        new Client(Optional.empty(), List.of("")),
                        Optional.of("bob"),
                        begun.ceremony(),
                        synced.create(begun.publicKey(), ORIGIN),
                        Optional.empty());
        StartedCeremony login = ceremonies.authentication().beginForToken(APP, Optional.empty());
        VerifiedAssertion proof = ceremonies
                .authentication()
                .finishForToken(APP, login.ceremony(), synced.get(login.publicKey(), ORIGIN));

        TokenPair pair = tokens.issue(proof, GROUPS, Optional.empty());

        assertThat(SignedJWT.parse(pair.accessToken()).getJWTClaimsSet().getStringListClaim("amr"))
                .containsExactly("pop", "swk", "user");
        assertThat(verify(pair.accessToken()).userVerified()).isFalse();
    }

    @Test
    void expire() throws Exception {
        String token = issue().accessToken();

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(verify(token).caller()).isEqualTo("ann");
        clock.advance(Duration.ofMillis(1));
        assertRefused("invalid_token", () -> verify(token));
    }

    @Test
    void areWorthNothingWhenAnythingInThemIsChanged() throws Exception {
        String token = issue().accessToken();
        String[] parts = token.split("\\.");
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
        String changed = parts[0] + "."
                + encode(new JWTClaimsSet.Builder(claims)
                        .claim("upn", "root")
                        .build()
                        .toString()) + "." + parts[2];

        for (String wrong : List.of(none, changed, parts[0] + "." + parts[1] + ".", "x", "a.b.c", token + "A")) {
            assertRefused("invalid_token", () -> verify(wrong));
        }
    }

    @Test
    void areWorthNothingWhenSomebodyElseSignsThem() throws Exception {
        SignedJWT real = SignedJWT.parse(issue().accessToken());
        ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
        SignedJWT forged = new SignedJWT(real.getHeader(), real.getJWTClaimsSet());
        forged.sign(new ECDSASigner(foreign));
        SignedJWT bringsItsKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .jwk(foreign.toPublicJWK())
                        .keyID(foreign.computeThumbprint().toString())
                        .build(),
                real.getJWTClaimsSet());
        bringsItsKey.sign(new ECDSASigner(foreign));

        assertRefused("invalid_token", () -> verify(forged.serialize()));
        assertRefused("invalid_token", () -> verify(bringsItsKey.serialize()));
    }

    @Test
    void ofAnotherAudienceOrIssuerAreRefused() throws Exception {
        String token = issue().accessToken();

        begin(Map.of("passkeys.tokens.audience", "orders"));
        assertRefused("invalid_token", () -> verify(token));
        begin(Map.of("passkeys.tokens.issuer", "https://example.org/other", "passkeys.tokens.audience", ISSUER));
        assertRefused("invalid_token", () -> verify(token));
        assertThat(tokens.areClaimedBy(new Authorization(false, token, List.of())))
                .isFalse();
    }

    @Test
    void areTakenForOursByTheirIssuerAlone() throws Exception {
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
                new JWTClaimsSet.Builder().issuer("https://idp.example").build());
        foreign.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));

        assertThat(tokens.areClaimedBy(new Authorization(false, issue().accessToken(), List.of())))
                .isTrue();
        for (String other : List.of(foreign.serialize(), "opaque-token-of-the-application", "a.b.c", "e30.e30.AA")) {
            assertThat(tokens.areClaimedBy(new Authorization(false, other, List.of())))
                    .isFalse();
        }
    }

    @Test
    void endWithThePasskeyAndTheAccountWithinSeconds() throws Exception {
        String token = issue().accessToken();
        verify(token);

        store.disable(passkey.id());
        clock.advance(Duration.ofSeconds(1));
        begin(Map.of()); // another node, which remembers nothing
        assertRefused("invalid_token", () -> verify(token));
    }

    @Test
    void endWithTheAccount() throws Exception {
        String token = issue().accessToken();

        inactive.add("ann");

        assertRefused("invalid_token", () -> verify(token));
    }

    @Test
    void areAllRevokedTogether() throws Exception {
        TokenPair pair = issue();
        verify(pair.accessToken());

        tokens.revoke(pair.refreshToken());

        assertRefused("invalid_token", () -> verify(pair.accessToken()));
        assertRefused("invalid_grant", () -> refresh(pair.refreshToken()));
        tokens.revoke(pair.refreshToken());
        tokens.revoke("unknown");
    }

    @Test
    void rememberWhereThePasskeyWasUsedAtEachRefresh() throws Exception {
        TokenPair first = issue();

        TokenPair second = refresh(first.refreshToken());

        assertThat(tokens.renewal(second.refreshToken(), Optional.empty())
                        .proof()
                        .origin())
                .contains(new Origin(ORIGIN));
    }

    @Test
    void areRevokedWhereAClientChangesTheOriginOfARefreshToken() throws Exception {
        byte[] bytes = Base64Url.decode(issue().refreshToken());
        byte[] other = Arrays.copyOf(bytes, 48);

        assertRefused("invalid_grant", () -> refresh(Base64Url.encode(other)));
        begin(Map.of());
        byte[] next = Base64Url.decode(issue().refreshToken());
        next[next.length - 1] = 'x';
        assertRefused("invalid_grant", () -> refresh(Base64Url.encode(next)));
    }

    @Test
    void nameTheOriginWhereItLimitsTheGroupsAndNowhereElse() throws Exception {
        assertThat(verify(issue().accessToken()).origin()).isEmpty();
        begin(Map.of("passkeys.groups.origin." + ORIGIN, "user"));

        assertThat(verify(issue().accessToken()).origin()).contains(new Origin(ORIGIN));
    }

    @Test
    void areRefreshedWithTheGroupsOfNow() throws Exception {
        TokenPair first = issue();
        clock.advance(Duration.ofHours(1));

        TokenPair second = refresh(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        AccessToken token = verify(second.accessToken());
        assertThat(token.groups()).containsExactly("user");
        assertThat(token.authenticatedAt()).isEqualTo(clock.instant().minus(Duration.ofHours(1)));
        assertThat(verify(refresh(second.refreshToken()).accessToken()).caller())
                .isEqualTo("ann");
    }

    @Test
    void areAllRevokedWhenARefreshTokenIsUsedAgain() throws Exception {
        TokenPair first = issue();
        TokenPair second = refresh(first.refreshToken());

        assertRefused("invalid_grant", () -> refresh(first.refreshToken()));

        assertRefused("invalid_grant", () -> refresh(second.refreshToken()));
        assertRefused("invalid_token", () -> verify(second.accessToken()));
        assertThat(store.families()).isZero();
        assertThat(events)
                .filteredOn(PasskeyEvent.Refused.class::isInstance)
                .extracting(event -> ((PasskeyEvent.Refused) event).code())
                .contains("invalid-grant");
    }

    @Test
    void areGivenToOneOfManyWhoRefreshAtOnceAndThenRevoked() throws Exception {
        TokenPair first = issue();
        Callable<Boolean> attempt = () -> {
            try {
                refresh(first.refreshToken());
                return true;
            } catch (TokenException e) {
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Boolean> won = new ArrayList<>();
        try {
            for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(8, attempt))) {
                won.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(won).filteredOn(one -> one).hasSize(1);
        assertThat(store.families()).isZero();
    }

    @Test
    void areNotRefreshedAfterTheirTimeHoweverOftenTheyWere() throws Exception {
        String token = issue().refreshToken();
        for (int day = 0; day < 29; day++) {
            clock.advance(Duration.ofDays(1));
            token = refresh(token).refreshToken();
        }
        clock.advance(Duration.ofDays(1));
        String last = token;

        assertRefused("invalid_grant", () -> refresh(last));
    }

    @Test
    void areNotRefreshedWithADisabledOrRemovedPasskeyAndNotAfterwards() throws Exception {
        TokenPair disabled = issue();
        TokenPair removed = issue();
        store.disable(passkey.id());
        assertRefused("invalid_grant", () -> refresh(disabled.refreshToken()));
        store.put(passkey);
        assertRefused("invalid_grant", () -> refresh(disabled.refreshToken()));

        store.remove(passkey.id());
        assertRefused("invalid_grant", () -> refresh(removed.refreshToken()));
        store.put(passkey);
        assertRefused("invalid_grant", () -> refresh(removed.refreshToken()));
    }

    @Test
    void areNotRefreshedWithAPasskeyThatWasMadeAnew() throws Exception {
        TokenPair pair = issue();
        clock.advance(Duration.ofSeconds(1));
        store.put(new Passkey(
                passkey.id(),
                passkey.owner(),
                passkey.caller(),
                passkey.publicKey(),
                0,
                true,
                false,
                false,
                List.of(),
                passkey.aaguid(),
                passkey.rpId(),
                "again",
                "none",
                clock.instant(),
                null,
                false));

        assertRefused("invalid_grant", () -> refresh(pair.refreshToken()));
    }

    @Test
    void areNotRefreshedForAnAccountThatIsNotActive() throws Exception {
        TokenPair pair = issue();
        inactive.add("ann");

        assertRefused("invalid_grant", () -> refresh(pair.refreshToken()));

        inactive.clear();
        assertRefused("invalid_grant", () -> refresh(pair.refreshToken()));
    }

    @Test
    void areNotRefreshedByAnotherApplicationOnTheSameDatabase() throws Exception {
        TokenPair pair = issue();
        begin(Map.of("passkeys.tokens.issuer", "https://example.org/other"));

        assertRefused("invalid_grant", () -> refresh(pair.refreshToken()));
        tokens.revoke(pair.refreshToken());

        begin(Map.of());
        assertThat(refresh(pair.refreshToken()).accessToken()).isNotEmpty();
    }

    @Test
    void loseNothingWhenTheDatabaseIsAwayInBetween() throws Exception {
        TokenPair pair = issue();
        Renewal renewal = tokens.renewal(pair.refreshToken(), Optional.empty());
        store.goAway();
        assertThatThrownBy(() -> tokens.renew(renewal, GROUPS)).isInstanceOf(StoreUnavailableException.class);
        store.comeBack();

        assertThat(refresh(pair.refreshToken()).accessToken()).isNotEmpty();
    }

    @Test
    void areNotKeptInTheDatabaseAsTheyAre() throws Exception {
        TokenPair pair = issue();
        String family = SignedJWT.parse(pair.accessToken()).getJWTClaimsSet().getStringClaim("sid");

        String stored =
                store.transact(passkeys -> String.valueOf(passkeys.tokens().family(family)));

        assertThat(stored).isNotEqualTo("Optional.empty").doesNotContain(pair.refreshToken());
        assertThat(pair.refreshToken()).hasSizeGreaterThan(64);
    }

    @Test
    void beginOnlyWithAUseOfThePasskeyItself() throws Exception {
        VerifiedAssertion renewed =
                tokens.renewal(issue().refreshToken(), Optional.empty()).proof();

        assertThat(renewed.renewed()).isTrue();
        assertThatThrownBy(() -> tokens.issue(renewed, GROUPS, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areBoundToTheKeyOfTheClient() throws Exception {
        TokenPair pair = issueBound();

        String proof = key.proof("GET", ORDERS_ADDRESS, clock.instant(), pair.accessToken());

        assertThat(pair.type()).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(pair.accessToken()).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .containsEntry("jkt", key.thumbprint());
        assertThat(verify(pair.accessToken(), proof).caller()).isEqualTo("ann");
    }

    @Test
    void areWorthNothingWithoutTheKeyToWhichTheyAreBound() throws Exception {
        String token = issueBound().accessToken();
        DpopKey thief = new DpopKey();

        assertRefused("invalid_token", () -> verify(token));
        assertRefused("invalid_dpop_proof", () -> tokens.verify(new Authorization(true, token, List.of()), ORDERS));
        assertRefused("invalid_token", () -> verify(token, thief.proof("GET", ORDERS_ADDRESS, clock.instant(), token)));
    }

    @Test
    void thatAreBoundToNoKeyDoNotComeByDpop() throws Exception {
        String token = issue().accessToken();

        assertRefused("invalid_token", () -> verify(token, key.proof("GET", ORDERS_ADDRESS, clock.instant(), token)));
    }

    @Test
    void areRefreshedOnlyByWhoHoldsTheKey() throws Exception {
        TokenPair pair = issueBound();

        assertRefused("invalid_grant", () -> tokens.renewal(pair.refreshToken(), Optional.empty()));
        assertRefused("invalid_grant", () -> tokens.renewal(pair.refreshToken(), possession(new DpopKey())));

        Renewal renewal = tokens.renewal(pair.refreshToken(), possession(key));
        assertThat(tokens.renew(renewal, GROUPS).type()).isEqualTo("DPoP");
        assertRefused("invalid_grant", () -> tokens.renewal(issue().refreshToken(), possession(key)));
    }

    @Test
    void takeAProofOnce() throws Exception {
        String proof = key.proof("POST", TOKEN_ADDRESS, clock.instant());
        Optional<Possession> possession = tokens.possession(List.of(proof), TOKEN);
        TokenPair pair = tokens.issue(signIn(), GROUPS, possession);

        assertRefused("invalid_dpop_proof", () -> tokens.renewal(pair.refreshToken(), possession));
        begin(Map.of()); // another node
        Optional<Possession> again = tokens.possession(List.of(proof), TOKEN);
        assertRefused("invalid_dpop_proof", () -> tokens.issue(signIn(), GROUPS, again));
        String access = key.proof("GET", ORDERS_ADDRESS, clock.instant(), pair.accessToken());
        verify(pair.accessToken(), access);
        assertRefused("invalid_dpop_proof", () -> verify(pair.accessToken(), access));
    }

    @Test
    void storeNothingForProofsAlone() throws Exception {
        long before = store.spent();

        possession(key);
        assertRefused("invalid_grant", () -> tokens.renewal("A".repeat(64), possession(key)));

        assertThat(store.spent()).isEqualTo(before);
    }

    @Test
    void takeNoProofForAnotherRequest() {
        for (String wrong : List.of(
                key.proof("GET", TOKEN_ADDRESS, clock.instant()),
                key.proof("POST", ORDERS_ADDRESS, clock.instant()),
                key.proof("POST", "https://evil.example/shop/passkeys/api/token", clock.instant()),
                key.proof("POST", "http://example.org/shop/passkeys/api/token", clock.instant()),
                key.proof("POST", "not an address", clock.instant()),
                key.proof("POST", TOKEN_ADDRESS, clock.instant().minusSeconds(61)),
                key.proof("POST", TOKEN_ADDRESS, clock.instant().plusSeconds(61)),
                key.proof("POST", TOKEN_ADDRESS, clock.instant(), claims -> claims.jwtID(null)),
                key.proof("POST", TOKEN_ADDRESS, clock.instant(), claims -> claims.issueTime(null)),
                "x",
                "")) {
            assertRefused("invalid_dpop_proof", () -> tokens.possession(List.of(wrong), TOKEN));
        }
        String one = key.proof("POST", TOKEN_ADDRESS, clock.instant());
        String other = key.proof("POST", TOKEN_ADDRESS, clock.instant());
        assertRefused("invalid_dpop_proof", () -> tokens.possession(List.of(one, other), TOKEN));
    }

    @Test
    void takeAProofForTheAddressOfTheIssuerWhereAProxyMapsIt() throws Exception {
        begin(Map.of("passkeys.tokens.issuer", "https://api.example.net/v1"));
        String proof = key.proof("POST", "https://api.example.net/v1/passkeys/api/token", clock.instant());

        assertThat(tokens.possession(List.of(proof), TOKEN).orElseThrow().thumbprint())
                .isEqualTo(key.thumbprint());
    }

    @Test
    void takeNoProofWhoseKeyDidNotSignItOrThatIsAnotherKindOfToken() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID("1")
                .claim("htm", "POST")
                .claim("htu", TOKEN_ADDRESS)
                .issueTime(Date.from(clock.instant()))
                .build();

        assertRefused(
                "invalid_dpop_proof",
                () -> tokens.possession(List.of(key.sign("dpop+jwt", new DpopKey().publicKey(), claims)), TOKEN));
        assertRefused(
                "invalid_dpop_proof",
                () -> tokens.possession(List.of(key.sign("JWT", key.publicKey(), claims)), TOKEN));
    }

    @Test
    void takeNoProofForAnotherAccessToken() throws Exception {
        TokenPair pair = issueBound();
        String other = issueBound().accessToken();

        assertRefused(
                "invalid_dpop_proof",
                () -> verify(pair.accessToken(), key.proof("GET", ORDERS_ADDRESS, clock.instant(), other)));
        assertRefused(
                "invalid_dpop_proof",
                () -> verify(pair.accessToken(), key.proof("GET", ORDERS_ADDRESS, clock.instant())));
    }

    @Test
    void areSignedByAKeyThatIsReplacedAndThatIsPublishedBefore() throws Exception {
        String first = keyOf(issue());
        clock.advance(Duration.ofDays(90));
        TokenPair between = issue();
        assertThat(keyOf(between)).isEqualTo(first);
        assertThat(JWKSet.parse(tokens.publicKeys()).size()).isEqualTo(2);
        clock.advance(Duration.ofHours(1));

        TokenPair next = issue();

        assertThat(keyOf(next)).isNotEqualTo(first);
        assertThat(JWKSet.parse(tokens.publicKeys()).getKeyByKeyId(first)).isNotNull();
        clock.advance(Duration.ofDays(90));
        issue();
        assertThat(JWKSet.parse(tokens.publicKeys()).getKeyByKeyId(first)).isNull();
    }

    @Test
    void areVerifiedByANodeThatDidNotMakeTheKey() throws Exception {
        tokens.publicKeys();
        Tokens other = tokens;
        begin(Map.of());
        clock.advance(Duration.ofDays(91));
        String token = issue().accessToken();
        clock.advance(Duration.ofSeconds(10));

        assertThat(other.verify(new Authorization(false, token, List.of()), ORDERS)
                        .caller())
                .isEqualTo("ann");
    }

    @Test
    void areNotSignedOrVerifiedByAKeyThatSomebodyWroteToTheDatabase() throws Exception {
        ECKey foreign =
                new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        issue();
        store.transact(passkeys -> {
            passkeys.tokens()
                    .addKey(new ee.passkeys.credential.TokenKey(
                            foreign.getKeyID(),
                            Digests.hex(ISSUER),
                            "1." + encode(foreign.toJSONString()),
                            clock.instant()));
            return foreign;
        });
        begin(Map.of());

        assertThat(JWKSet.parse(tokens.publicKeys()).getKeyByKeyId(foreign.getKeyID()))
                .isNull();
    }

    @Test
    void areSignedByANewKeyWhenTheSecretIsAnother() throws Exception {
        String secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        String first = keyOf(issue());

        begin(Map.of("passkeys.secret", secret));

        assertThat(JWKSet.parse(tokens.publicKeys()).getKeyByKeyId(first)).isNull();
        assertThat(keyOf(issue())).isNotEqualTo(first);
    }

    @Test
    void endInNoSession() throws Exception {
        StartedCeremony begun = ceremonies.authentication().beginForToken(APP, Optional.empty());
        ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
        Client browser = new Client(Optional.empty(), List.of("cookie"));

        assertThatThrownBy(
                        () -> ceremonies.authentication().finish(browser, Optional.empty(), begun.ceremony(), answer))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() ->
                        ceremonies.authentication().finish(APP.asApp(), Optional.empty(), begun.ceremony(), answer))
                .isInstanceOf(ProblemException.class);
    }

    private static String keyOf(TokenPair pair) throws Exception {
        return SignedJWT.parse(pair.accessToken()).getHeader().getKeyID();
    }

    private static String encode(String text) {
        return ee.passkeys.value.Base64Url.encode(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
