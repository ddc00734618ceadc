// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Lazy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Providers of passkeys by their AAGUID, from a bundled list in the form of the community's {@code passkey-authenticator-aaguids}. The list
 * is a courtesy: an entry that cannot be read is left out, and an empty list, or none, only means that passkeys go by the name "Passkey".
 */
public final class Providers {

    private static final Logger LOG = ApplicationLog.of(Providers.class);
    private static final String LIST = "providers.json";
    private static final UUID NONE = new UUID(0, 0);

    private final Lazy<Map<UUID, Provider>> byAaguid;

    private Providers(Supplier<Map<UUID, Provider>> byAaguid) {
        this.byAaguid = new Lazy<>(byAaguid);
    }

    /**
     * Takes the bundled list, which is read when the first passkey is looked up.
     *
     * @return the providers it names, none when it cannot be read
     */
    public static Providers bundled() {
        return new Providers(Providers::readBundled);
    }

    private static Map<UUID, Provider> readBundled() {
        try (InputStream json = Providers.class.getResourceAsStream(LIST)) {
            return json == null ? Map.of() : table(json);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Passkeys are shown without their provider: " + LIST + " cannot be read", e);
            return Map.of();
        }
    }

    /**
     * Reads a list.
     *
     * @param json an object whose members are AAGUIDs, each with a {@code name} and perhaps {@code icon_light} and
     *     {@code icon_dark} as {@code data:} URIs; other members are passed over
     * @return the providers it names
     * @throws IOException when it is not JSON at all
     */
    public static Providers read(InputStream json) throws IOException {
        Map<UUID, Provider> table = table(json);
        return new Providers(() -> table);
    }

    private static Map<UUID, Provider> table(InputStream json) throws IOException {
        Map<UUID, Provider> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                new ObjectMapper().readTree(json).properties()) {
            aaguid(entry.getKey())
                    .flatMap(aaguid -> provider(aaguid, entry.getValue()))
                    .ifPresent(provider -> found.put(UUID.fromString(provider.aaguid()), provider));
        }
        return Map.copyOf(found);
    }

    /**
     * Finds the provider of a passkey.
     *
     * @param aaguid the AAGUID from the registration; all zero where the authenticator keeps it to itself
     * @return the provider, or empty when it is unknown or not told
     */
    public Optional<Provider> of(UUID aaguid) {
        return aaguid.equals(NONE)
                ? Optional.empty()
                : Optional.ofNullable(byAaguid.get().get(aaguid));
    }

    private static Optional<UUID> aaguid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Provider> provider(UUID aaguid, JsonNode entry) {
        String name = entry.path("name").asText("").strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(new Provider(aaguid.toString(), name, icon(entry)));
    }

    private static Optional<String> icon(JsonNode entry) {
        return Stream.of("icon_light", "icon_dark")
                .map(member -> entry.path(member).textValue())
                .filter(Providers::isImage)
                .findFirst();
    }

    // Anything else would have a page load something from elsewhere.
    private static boolean isImage(@Nullable String uri) {
        return uri != null && uri.startsWith("data:image/");
    }
}
