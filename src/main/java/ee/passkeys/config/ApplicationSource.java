// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Source that gives precedence to the settings of one application: {@code passkeys.app.shop.rp.id} replaces {@code passkeys.rp.id} for the
 * application at {@code /shop}, and for no other.
 */
public final class ApplicationSource implements SettingSource {

    private static final String ALL = "passkeys.";
    private static final String SOME = "passkeys.app.";
    private static final String NAME_OF_ROOT = "ROOT";

    private final SettingSource server;
    private final String own;
    private final String contextPath;

    /**
     * Creates a source for one application.
     *
     * @param server the settings of all applications
     * @param contextPath such as {@code /shop}, empty for the application at the root
     */
    public ApplicationSource(SettingSource server, String contextPath) {
        this.server = server;
        this.own = SOME + name(contextPath) + ".";
        this.contextPath = contextPath.isEmpty() ? "/" : contextPath;
    }

    /** Writes a slash within the path as a dot, which environment variables, files and consoles accept. */
    private static String name(String contextPath) {
        String path = contextPath.startsWith("/") ? contextPath.substring(1) : contextPath;
        return path.isEmpty() ? NAME_OF_ROOT : path.replace('/', '.');
    }

    @Override
    public Optional<String> get(String key) {
        return key.startsWith(ALL) ? ownValue(key).or(() -> server.get(key)) : server.get(key);
    }

    @Override
    public String contextPath() {
        return contextPath;
    }

    @Override
    public boolean sees(String type) {
        return server.sees(type);
    }

    @Override
    public String written(String key) {
        return key.startsWith(ALL) && ownValue(key).isPresent() ? ownKey(key) : key;
    }

    @Override
    public Optional<String> source(String key) {
        return server.source(written(key));
    }

    @Override
    public String own(String key) {
        return key.startsWith(ALL) ? ownKey(key) : key;
    }

    /** Returns the keys without the name of the application, and omits those of other applications. */
    @Override
    public Set<String> keys() {
        return server.keys().stream()
                .map(key -> key.startsWith(own) ? ALL + key.substring(own.length()) : key)
                .filter(key -> !key.startsWith(SOME))
                .collect(Collectors.toSet());
    }

    private Optional<String> ownValue(String key) {
        return server.get(ownKey(key)).filter(text -> !text.isBlank());
    }

    private String ownKey(String key) {
        return own + key.substring(ALL.length());
    }
}
