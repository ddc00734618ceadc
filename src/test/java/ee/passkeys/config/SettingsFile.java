// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Settings as an operator writes them to a file. */
final class SettingsFile {

    private SettingsFile() {}

    /** The settings in the lines of a text, with the escapes of property files. */
    static SettingSource of(String text) throws IOException {
        Properties file = new Properties();
        file.load(new StringReader(text));
        Map<String, String> values = new HashMap<>();
        file.stringPropertyNames().forEach(key -> values.put(key, file.getProperty(key)));
        return SettingSource.of(values);
    }
}
