// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings as the server keeps them: in MicroProfile Config, or where a server has none, in system properties and the environment. */
public final class MicroProfileSource implements SettingSource {

    private final Config config;

    private MicroProfileSource(Config config) {
        this.config = config;
    }

    /**
     * The settings of the application that is running.
     *
     * @return MicroProfile Config where the server has it
     */
    public static SettingSource ofServer() {
        try {
            return new MicroProfileSource(ConfigProvider.getConfig());
        } catch (LinkageError | IllegalStateException e) {
            System.getLogger(MicroProfileSource.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "This server has no MicroProfile Config; settings are read from system properties and environment variables.");
            return new ProcessSource(System.getenv());
        }
    }

    @Override
    public Optional<String> get(String key) {
        return config.getOptionalValue(key, String.class);
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>();
        config.getPropertyNames().forEach(keys::add);
        return keys;
    }

    /** Payara remembers for a minute what it has looked up, also that there was nothing. */
    @Override
    public SettingSource live() {
        return new SettingSource() {
            @Override
            public Optional<String> get(String key) {
                return MicroProfileSource.this.now(key);
            }

            @Override
            public Set<String> keys() {
                return MicroProfileSource.this.keys();
            }
        };
    }

    /** The sources come in their order; only the whole of them knows the meaning of an expression. */
    private Optional<String> now(String key) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(key);
            if (value != null) {
                return value.contains("${") ? get(key) : Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
