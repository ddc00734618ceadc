// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import com.google.common.net.InternetDomainName;
import ee.passkeys.value.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the relying parties. Settings that contradict each other are mistakes: a host or an RP ID of two relying parties would leave it to chance
 * which passkeys count.
 */
final class RelyingPartyReader {

    private static final List<Setting> OF_HOSTS =
            List.of(Setting.RP_ID_HOST, Setting.RP_ID_PREVIOUS_HOST, Setting.RP_NAME_HOST, Setting.ORIGINS_HOST);

    private final SettingValues settings;

    RelyingPartyReader(SettingValues settings) {
        this.settings = settings;
    }

    RelyingParties read() {
        RelyingPartySettings main = main();
        Map<String, RelyingPartySettings> others = others(main);
        refuseSharedIds(main, others);
        if (others.isEmpty()) {
            return RelyingParties.of(main);
        }
        if (settings.raw(Setting.RP_ID.key()).isEmpty()) {
            settings.mistake(
                    Setting.RP_ID,
                    "is missing, but "
                            + Setting.RP_ID_HOST.key(others.keySet().iterator().next()) + " is set",
                    "the domain of the hosts that have no RP ID of their own");
        }
        return new RelyingParties(main, byHost(main, others));
    }

    /** The one of all hosts that have none of their own. */
    private RelyingPartySettings main() {
        Optional<String> id = settings.find(Setting.RP_ID, SettingType.HOST);
        Optional<List<Origin>> origins = settings.find(Setting.ORIGINS, SettingType.ORIGINS);
        if (id.isEmpty()
                && origins.isPresent()
                && settings.raw(Setting.RP_ID.key()).isEmpty()) {
            settings.mistake(
                    Setting.RP_ID,
                    "is missing, but " + Setting.ORIGINS.key() + " is set",
                    "the domain that the origins share");
        }
        String rpId = id.orElse(RelyingPartySettings.LOCALHOST);
        List<Origin> accepted = origins.orElseGet(
                () -> rpId.equals(RelyingPartySettings.LOCALHOST) ? List.of() : List.of(new Origin("https://" + rpId)));
        RelyingPartySettings read = new RelyingPartySettings(
                rpId,
                settings.find(Setting.RP_NAME, SettingType.TEXT).orElse(rpId),
                accepted,
                settings.find(Setting.TOP_ORIGINS, SettingType.ORIGINS).orElse(List.of()),
                settings.find(Setting.RP_ID_PREVIOUS, SettingType.HOST));
        if (id.isPresent()) {
            check(Setting.RP_ID.key(), Setting.ORIGINS.key(), read);
            checkPrevious(Setting.RP_ID_PREVIOUS.key(), Setting.ORIGINS.key(), read);
        } else if (read.previousId().isPresent()) {
            settings.mistake(
                    Setting.RP_ID,
                    "is missing, but " + Setting.RP_ID_PREVIOUS.key() + " is set",
                    "the domain that the application moves to");
        }
        read.topOrigins().forEach(origin -> checkSecure(Setting.TOP_ORIGINS.key(), origin));
        return read;
    }

    /** Those of hosts that have one of their own, by the host of the key. */
    private Map<String, RelyingPartySettings> others(RelyingPartySettings main) {
        Map<String, String> ids = settings.family(Setting.RP_ID_HOST, SettingType.HOST);
        Map<String, RelyingPartySettings> others = new TreeMap<>();
        for (String host : hosts()) {
            String key = Setting.RP_ID_HOST.key(host);
            if (!isHost(host)) {
                settings.mistake(
                        key,
                        "got the host \"" + host + "\"",
                        "the RP ID of a host such as `shop.example`, which ends the key");
            } else if (settings.raw(key).isEmpty()) {
                settings.mistake(key, "is missing, but another setting of the host is set", "the RP ID of the host");
            } else if (ids.containsKey(host)) {
                others.put(host, other(host, ids.get(host), main.topOrigins()));
            }
        }
        return others;
    }

    private Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        OF_HOSTS.forEach(family -> hosts.addAll(settings.members(family)));
        return hosts;
    }

    private static boolean isHost(String host) {
        try {
            return SettingType.HOST.read(host).equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private RelyingPartySettings other(String host, String id, List<Origin> topOrigins) {
        String key = Setting.ORIGINS_HOST.key(host);
        List<Origin> origins =
                settings.find(key, SettingType.ORIGINS).orElseGet(() -> List.of(new Origin("https://" + host)));
        RelyingPartySettings read = new RelyingPartySettings(
                id,
                settings.find(Setting.RP_NAME_HOST.key(host), SettingType.TEXT).orElse(id),
                origins,
                topOrigins,
                settings.find(Setting.RP_ID_PREVIOUS_HOST.key(host), SettingType.HOST));
        check(Setting.RP_ID_HOST.key(host), key, read);
        checkPrevious(Setting.RP_ID_PREVIOUS_HOST.key(host), key, read);
        return read;
    }

    private void check(String idKey, String originsKey, RelyingPartySettings read) {
        refusePublicSuffix(idKey, read.id());
        read.origins().forEach(origin -> checkSecure(originsKey, origin));
        checkRelated(originsKey, read);
    }

    /** At the same origins, browsers must accept the RP ID from before, too. */
    private void checkPrevious(String idKey, String originsKey, RelyingPartySettings read) {
        read.previous().ifPresent(previous -> check(idKey, originsKey, previous));
    }

    /** An RP ID belongs to one relying party, so that it is known where its passkeys count. */
    private void refuseSharedIds(RelyingPartySettings main, Map<String, RelyingPartySettings> others) {
        Map<String, String> keys = new HashMap<>(Map.of(main.id(), Setting.RP_ID.key()));
        main.previousId().ifPresent(id -> refuseShared(keys, id, Setting.RP_ID_PREVIOUS.key()));
        others.forEach((host, relyingParty) -> {
            refuseShared(keys, relyingParty.id(), Setting.RP_ID_HOST.key(host));
            relyingParty.previousId().ifPresent(id -> refuseShared(keys, id, Setting.RP_ID_PREVIOUS_HOST.key(host)));
        });
    }

    private void refuseShared(Map<String, String> keys, String id, String key) {
        String other = keys.putIfAbsent(id, key);
        if (other != null) {
            settings.mistake(
                    key,
                    "got " + id + ", which is the RP ID of " + other,
                    "another RP ID, or remove it and add the origin to those of " + other);
        }
    }

    /** The hosts of a relying party are those of its origins, and the one that its key names. */
    private Map<String, RelyingPartySettings> byHost(
            RelyingPartySettings main, Map<String, RelyingPartySettings> others) {
        Map<String, RelyingPartySettings> byHost = new HashMap<>();
        hostsOf(main, main.id()).forEach(host -> byHost.put(host, main));
        others.forEach((name, relyingParty) -> {
            String key = Setting.RP_ID_HOST.key(name);
            for (String host : hostsOf(relyingParty, name)) {
                RelyingPartySettings there = byHost.putIfAbsent(host, relyingParty);
                if (there != null && !there.equals(relyingParty)) {
                    settings.mistake(
                            key,
                            "got the host " + host + ", which is also one of the RP ID " + there.id(),
                            "the RP ID of a host that no other relying party has");
                }
            }
        });
        return Map.copyOf(byHost);
    }

    private static Set<String> hostsOf(RelyingPartySettings relyingParty, String name) {
        Set<String> hosts = new TreeSet<>(Set.of(name));
        relyingParty.origins().forEach(origin -> origin.host().ifPresent(hosts::add));
        return hosts;
    }

    /** An RP ID is a registrable domain or below one: every browser rejects {@code co.uk}. */
    private void refusePublicSuffix(String key, String id) {
        boolean suffix = !id.equals(RelyingPartySettings.LOCALHOST)
                && InternetDomainName.isValid(id)
                && InternetDomainName.from(id).isPublicSuffix();
        if (suffix) {
            settings.mistake(key, "got " + id + ", which is a public suffix", "your own domain");
        }
    }

    /** Origins outside the RP ID are related ones, of which browsers accept those of five labels. */
    private void checkRelated(String key, RelyingPartySettings read) {
        List<Origin> related = read.relatedOrigins();
        for (Origin origin : related) {
            if (read.id().equals(RelyingPartySettings.LOCALHOST)
                    || RelatedOrigins.label(origin).isEmpty()) {
                settings.mistake(
                        key,
                        "got " + origin + ", which is outside the RP ID " + read.id() + " and cannot be related to it",
                        "an origin on that domain, or on another registered domain");
            }
        }
        Set<String> labels = RelatedOrigins.labels(related);
        if (labels.size() > RelatedOrigins.MOST_LABELS) {
            settings.mistake(
                    key,
                    "got domains outside the RP ID with the labels " + String.join(", ", labels)
                            + ", of which browsers accept " + RelatedOrigins.MOST_LABELS,
                    "origins of at most " + RelatedOrigins.MOST_LABELS + " other labels");
        }
    }

    private void checkSecure(String key, Origin origin) {
        if (!origin.secure()) {
            settings.mistake(key, "got " + origin + ", where browsers do not support passkeys", "the https origin");
        }
    }
}
