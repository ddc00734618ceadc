// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

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

/** Whether the settings name the address at which browsers find the application, and the server knows that it is https. */
final class AddressChecks {

    static final String RP_ID = "rp-id";
    static final String ORIGIN = "origin";
    static final String HTTPS = "https";
    static final String CLIENT_ADDRESS = "client-address";

    private final RelyingPartySettings relyingParty;
    private final String unset;
    private final Cures cures;

    AddressChecks(RelyingPartySettings relyingParty, SettingSource source, Cures cures) {
        this.relyingParty = relyingParty;
        this.unset = unset(source, Setting.RP_ID.key());
        this.cures = cures;
    }

    /** Both keys, so that an operator sees by what name the application has settings of its own. */
    private static String unset(SettingSource source, String key) {
        if (source.get(key).filter(text -> !text.isBlank()).isPresent()) {
            return source.written(key) + " says so";
        }
        String own = source.own(key);
        return own.equals(key) ? key + " is not set" : "neither " + key + " nor " + own + " is set";
    }

    /** What the settings alone say. */
    Finding rpId() {
        return relyingParty.development()
                ? wrong(
                        RP_ID,
                        "Development: passkeys work on localhost only, for " + unset + ".",
                        cures.setting(Setting.RP_ID.key(), "example.com"))
                : fine(RP_ID, "Passkeys are bound to " + relyingParty.id() + ", at " + origins() + ".");
    }

    /** Whether passkeys work where this visitor came. */
    Finding origin(Visit visit) {
        Optional<Origin> here = Stream.of(visit.byHttps(), true)
                .flatMap(https -> visit.origin(https).stream())
                .filter(relyingParty::accepts)
                .findFirst();
        if (here.isPresent()) {
            return fine(ORIGIN, "This request came for " + here.get().text() + ", where passkeys work.");
        }
        Optional<Origin> wanted = visit.origin(visit.byHttps() || !relyingParty.development());
        if (wanted.isEmpty()) {
            return wrong(ORIGIN, "This request names no host that could be an origin.", cures.proxyHeaders());
        }
        return elsewhere(wanted.get());
    }

    private Finding elsewhere(Origin here) {
        String came = "This request came for " + here.text() + ", ";
        String host = here.host().orElse("");
        if (relyingParty.development()) {
            return wrong(
                    ORIGIN, came + "and passkeys work on localhost only.", cures.setting(Setting.RP_ID.key(), host));
        }
        if (host.equals(relyingParty.id()) || host.endsWith("." + relyingParty.id())) {
            return wrong(
                    ORIGIN,
                    came + "which " + cures.key(Setting.ORIGINS.key())
                            + " does not name; if browsers come there, add it.",
                    cures.setting(Setting.ORIGINS.key(), origins() + "," + here.text()));
        }
        return wrong(
                ORIGIN,
                came + "which is outside of the domain " + relyingParty.id()
                        + " of the passkeys. Come by the public address; if this is it, the proxy hides it or "
                        + cures.key(Setting.RP_ID.key()) + " is wrong.",
                cures.proxyHeaders().then(cures.setting(Setting.RP_ID.key(), host)));
    }

    /** Whether the browser came by https, and the server knows. */
    Finding https(Visit visit) {
        if (visit.secure()) {
            return fine(HTTPS, "The server takes this request for https.");
        }
        if (visit.byHttps()) {
            return wrong(
                    HTTPS,
                    "A proxy says that the browser came by https, and the server does not listen: addresses that it makes begin with"
                            + " http, and cookies may lack secure.",
                    cures.forwardedHttps());
        }
        boolean local = visit.origin(false)
                .flatMap(Origin::host)
                .filter("localhost"::equals)
                .isPresent();
        return local
                ? fine(HTTPS, "This request came by http on localhost, which browsers take for secure.")
                : wrong(
                        HTTPS,
                        "This request came by http, where browsers have no passkeys. If a proxy does https, it does not say so.",
                        cures.proxyHeaders().then(cures.forwardedHttps()));
    }

    /** Whether calls are counted by the client's address, or all by the proxy's. */
    Finding clientAddress(Visit visit, Optional<String> header) {
        if (header.isPresent()) {
            return fine(CLIENT_ADDRESS, "Calls are counted by the address in the header " + header.get() + ".");
        }
        return visit.throughProxy()
                ? note(
                        CLIENT_ADDRESS,
                        "Calls through the proxy are all counted as those of one address; if they all pass by it, have it set a header.",
                        Cure.of("# nginx, beside its proxy_pass", "proxy_set_header X-Real-IP $remote_addr;")
                                .then(cures.setting(Setting.RATE_LIMIT_ADDRESS_HEADER.key(), "X-Real-IP")))
                : fine(CLIENT_ADDRESS, "Calls are counted by the address of the connection.");
    }

    private String origins() {
        return relyingParty.origins().stream().map(Origin::text).collect(Collectors.joining(","));
    }
}
