// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Setting;
import ee.passkeys.config.SettingSource;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.value.Origin;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of the addresses: the settings contain the origin of the request, and the server knows that it uses https. */
final class AddressChecks {

    static final String RP_ID = "rp-id";
    static final String HOSTS = "hosts";
    static final String ORIGIN = "origin";
    static final String HTTPS = "https";
    static final String CLIENT_ADDRESS = "client-address";

    private final RelyingParties relyingParties;
    private final RelyingPartySettings relyingParty;
    private final SettingSource source;
    private final Cures cures;
    private final String idKey;
    private final String originsKey;

    AddressChecks(RelyingParties relyingParties, SettingSource source, Cures cures) {
        this(relyingParties, relyingParties.main(), Optional.empty(), source, cures);
    }

    /** Those of one relying party; its settings are those of all hosts, or those of the host that ends their keys. */
    private AddressChecks(
            RelyingParties relyingParties,
            RelyingPartySettings relyingParty,
            Optional<String> host,
            SettingSource source,
            Cures cures) {
        this.relyingParties = relyingParties;
        this.relyingParty = relyingParty;
        this.idKey = host.map(Setting.RP_ID_HOST::key).orElse(Setting.RP_ID.key());
        this.originsKey = host.map(Setting.ORIGINS_HOST::key).orElse(Setting.ORIGINS.key());
        this.source = source;
        this.cures = cures;
    }

    /** Both keys, so that an operator sees by what name the application has settings of its own. */
    private String unset() {
        String key = Setting.RP_ID.key();
        if (isSet(key)) {
            return source.written(key) + " is " + RelyingPartySettings.LOCALHOST;
        }
        String own = source.own(key);
        return own.equals(key) ? key + " is not set" : "neither " + key + " nor " + own + " is set";
    }

    /** What the settings alone say. */
    Finding rpId() {
        return relyingParty.development()
                ? wrong(
                        RP_ID,
                        "Development mode: passkeys work only on localhost, because " + unset() + ".",
                        cures.setting(Setting.RP_ID.key(), "example.com"))
                : fine(RP_ID, "Passkeys are bound to " + relyingParty.id() + " and work at " + origins() + ".");
    }

    /** Which hosts have passkeys of their own. */
    Optional<Finding> hosts() {
        return relyingParties.several()
                ? Optional.of(fine(
                        HOSTS,
                        "Passkeys depend on the host of a request: "
                                + relyingParties.all().stream()
                                        .map(each ->
                                                each.id() + " at " + String.join(", ", relyingParties.hostsOf(each)))
                                        .collect(Collectors.joining("; "))
                                + ". Requests to other hosts are refused."))
                : Optional.empty();
    }

    /** Whether passkeys work where this visitor came, at a host as the server knows it. */
    Finding origin(ForwardedRequest visit, String serverName) {
        Optional<RelyingPartySettings> there = relyingParties.at(serverName);
        if (there.isEmpty()) {
            return wrong(
                    ORIGIN,
                    "The server takes " + serverName
                            + " for the host of this request, which no setting names, so that passkeys do not work there."
                            + " A proxy must pass the host on.",
                    cures.proxyHeaders());
        }
        return new AddressChecks(relyingParties, there.get(), hostOfKeys(there.get()), source, cures).origin(visit);
    }

    private Optional<String> hostOfKeys(RelyingPartySettings there) {
        return relyingParties.hostsOf(there).stream()
                .filter(host -> isSet(Setting.RP_ID_HOST.key(host)))
                .findFirst();
    }

    private boolean isSet(String key) {
        return source.get(key).filter(text -> !text.isBlank()).isPresent();
    }

    /** Whether passkeys of the relying party work where this visitor came. */
    Finding origin(ForwardedRequest visit) {
        Optional<Origin> here = Stream.of(visit.byHttps(), true)
                .flatMap(https -> visit.origin(https).stream())
                .filter(relyingParty::accepts)
                .findFirst();
        if (here.isPresent()) {
            return fine(ORIGIN, "This request was sent to " + here.get().text() + ", where passkeys work.");
        }
        Optional<Origin> wanted = visit.origin(visit.byHttps() || !relyingParty.development());
        if (wanted.isEmpty()) {
            return wrong(ORIGIN, "The Host header of this request is not a valid origin.", cures.proxyHeaders());
        }
        return elsewhere(wanted.get());
    }

    private Finding elsewhere(Origin here) {
        String came = "This request was sent to " + here.text() + ", ";
        String host = here.host().orElse("");
        if (relyingParty.development()) {
            return wrong(ORIGIN, came + "but passkeys work only on localhost.", cures.setting(idKey, host));
        }
        if (host.equals(relyingParty.id()) || host.endsWith("." + relyingParty.id())) {
            return wrong(
                    ORIGIN,
                    came + "which is missing from " + cures.key(originsKey)
                            + ". Add it if users reach the application there.",
                    cures.setting(originsKey, origins() + "," + here.text()));
        }
        return wrong(
                ORIGIN,
                came + "which is outside the domain of the passkeys, " + relyingParty.id()
                        + ". Use the public address of the application. If this is the public address, the proxy does not forward it, or "
                        + cures.key(idKey) + " is wrong.",
                cures.proxyHeaders().then(cures.setting(idKey, host)));
    }

    /** Whether the browser came by https, and the server knows. */
    Finding https(ForwardedRequest visit) {
        if (visit.secure()) {
            return fine(HTTPS, "The server treats this request as https.");
        }
        if (visit.byHttps()) {
            return wrong(
                    HTTPS,
                    "The proxy reports https, but the server ignores the forwarded header: its redirects begin with http, and its"
                            + " cookies may lack secure.",
                    cures.forwardedHttps());
        }
        boolean local = visit.origin(false)
                .flatMap(Origin::host)
                .filter("localhost"::equals)
                .isPresent();
        return local
                ? fine(HTTPS, "This request used http on localhost, which browsers treat as secure.")
                : wrong(
                        HTTPS,
                        "This request used http, where browsers do not support passkeys. If a proxy terminates https, it does not report it.",
                        cures.proxyHeaders().then(cures.forwardedHttps()));
    }

    /** Whether calls are counted by the client's address, or all by the proxy's. */
    Finding clientAddress(ForwardedRequest visit, Optional<String> header) {
        if (header.isPresent()) {
            return fine(
                    CLIENT_ADDRESS, "The rate limit uses the client's address from the header " + header.get() + ".");
        }
        return visit.throughProxy()
                ? note(
                        CLIENT_ADDRESS,
                        "All requests through the proxy share one rate limit. If every request passes through it, make it set a header with the client's address.",
                        Cure.of("# nginx, next to its proxy_pass", "proxy_set_header X-Real-IP $remote_addr;")
                                .then(cures.setting(Setting.RATE_LIMIT_ADDRESS_HEADER.key(), "X-Real-IP")))
                : fine(CLIENT_ADDRESS, "The rate limit uses the address of the connection.");
    }

    private String origins() {
        return relyingParty.origins().stream().map(Origin::text).collect(Collectors.joining(","));
    }
}
