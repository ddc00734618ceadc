// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.Settings;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Origin;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Warns of requests from origins that are not allowed: usually the application itself, under another of its names. */
@OneInstance
public class WrongAddresses {

    private static final System.Logger LOG = ApplicationLog.of(WrongAddresses.class);

    /** Interval between warnings: attackers can send such requests at any rate. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private static final int LONGEST = 200;

    private final RelyingParties relyingParties;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);

    /**
     * Made by the container.
     *
     * @param settings which addresses are set up
     * @param clock the server's
     */
    @Inject
    public WrongAddresses(Settings settings, @OfPasskeys Clock clock) {
        this.relyingParties = settings.relyingParties();
        this.clock = clock;
    }

    /**
     * Warns of a rejected request, at most once a minute.
     *
     * @param origin the header, or null where the browser sent none
     * @param site what the browser says of the relation between the two sites, or null
     * @param host the host of the request, as the server knows it
     */
    void refused(@Nullable String origin, @Nullable String site, String host) {
        Instant now = clock.instant();
        Instant due = next.get();
        if (!now.isBefore(due) && next.compareAndSet(due, now.plus(BETWEEN_WARNINGS))) {
            if (relyingParties.several()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A passkey request was rejected: its host is {0} and its Origin is {1} (Sec-Fetch-Site {2}), but the hosts are {3}."
                                + " If users reach the application there, set passkeys.rp.id.host.* and passkeys.origins.host.*;"
                                + " a proxy must keep the Host header.",
                        shown(host),
                        shown(origin),
                        shown(site),
                        String.join(", ", new TreeSet<>(relyingParties.byHost().keySet())));
                return;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A passkey request was rejected: its Origin is {0} (Sec-Fetch-Site {1}), but passkeys are allowed on {2}."
                            + " If users reach the application at this origin, add it to passkeys.origins.",
                    shown(origin),
                    shown(site),
                    allowed());
        }
    }

    private String allowed() {
        return relyingParties.main().development()
                ? "localhost only, because passkeys.rp.id is not set"
                : relyingParties.origins().stream().map(Origin::text).collect(Collectors.joining(", "));
    }

    /** Shortens a value from the client, and replaces characters that an origin cannot have. */
    private static String shown(@Nullable String text) {
        if (text == null) {
            return "absent";
        }
        String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
