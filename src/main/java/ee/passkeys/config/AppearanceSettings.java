// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of what users see on our pages and elements.
 *
 * @param textsFolder folder on the server with texts that replace ours, one file a language; empty where there are none
 */
public record AppearanceSettings(Optional<Path> textsFolder) {

    /** Our own texts. */
    public static final AppearanceSettings DEFAULT = new AppearanceSettings(Optional.empty());
}
