// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.ApplicationLog;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Source that reads MicroProfile Config, or system properties and environment variables on a server without it. */
public final class MicroProfileSource implements SettingSource {

    private final Config config;

    private MicroProfileSource(Config config) {
        this.config = config;
    }

    /**
     * Creates the source for the running application.
     *
     * @return MicroProfile Config where the server has it
     */
    public static SettingSource ofServer() {
        try {
            return new MicroProfileSource(ConfigProvider.getConfig());
        } catch (LinkageError | IllegalStateException e) {
            ApplicationLog.of(MicroProfileSource.class)
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

    /** Also where Payara's cache does not know yet that the value has changed. */
    @Override
    public Optional<String> source(String key) {
        return first(source -> source.getValue(key) == null ? null : source.getName());
    }

    @Override
    public boolean sees(String type) {
        return ServerClasses.see(type);
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>();
        config.getPropertyNames().forEach(keys::add);
        return keys;
    }

    /** Bypasses the cache of Payara, which keeps a value, or its absence, for a minute. */
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

    /** Reads the sources in their order; expressions are resolved by MicroProfile Config itself. */
    private Optional<String> now(String key) {
        return first(source -> source.getValue(key))
                .flatMap(value -> value.contains("${") ? get(key) : Optional.of(value));
    }

    /** What the first of the sources says that says anything, in their order. */
    private Optional<String> first(Function<ConfigSource, @Nullable String> says) {
        for (ConfigSource source : config.getConfigSources()) {
            String said = says.apply(source);
            if (said != null) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
