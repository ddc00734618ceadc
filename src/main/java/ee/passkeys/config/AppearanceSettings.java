// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Color;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of what users see on our pages and elements. What is empty looks as we made it.
 *
 * @param textsFolder folder on the server with texts that replace ours, one file a language
 * @param name name of the relying party, if the operator gave one
 * @param logo image file on the server
 * @param accent color of buttons and links on a light ground
 * @param darkAccent the same on a dark ground
 * @param css style sheet on the server for our pages, after ours
 * @param nameAt name of the relying party by host, empty for none, where a host has a relying party of its own
 */
public record AppearanceSettings(
        Optional<Path> textsFolder,
        Optional<String> name,
        Optional<Path> logo,
        Optional<Color> accent,
        Optional<Color> darkAccent,
        Optional<Path> css,
        Map<String, String> nameAt) {

    /** Our own look. */
    public static final AppearanceSettings DEFAULT = new AppearanceSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Takes the settings of an application that has one relying party.
     *
     * @param textsFolder folder on the server with texts that replace ours, one file a language
     * @param name name of the relying party, if the operator gave one
     * @param logo image file on the server
     * @param accent color of buttons and links on a light ground
     * @param darkAccent the same on a dark ground
     * @param css style sheet on the server for our pages, after ours
     */
    public AppearanceSettings(
            Optional<Path> textsFolder,
            Optional<String> name,
            Optional<Path> logo,
            Optional<Color> accent,
            Optional<Color> darkAccent,
            Optional<Path> css) {
        this(textsFolder, name, logo, accent, darkAccent, css, Map.of());
    }

    /**
     * Says whether files of the operator are in what users see, which may be broken.
     *
     * @return whether there is a folder of texts, a logo or a style sheet
     */
    public boolean hasFiles() {
        return textsFolder.isPresent() || logo.isPresent() || css.isPresent();
    }
}
