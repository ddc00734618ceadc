// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.List;

/**
 * Native apps that share the passkeys of the web application.
 *
 * @param androidPackages names of Android packages, such as {@code com.example.app}
 * @param iosApps ids of apps with their team, such as {@code ABCDE12345.com.example.app}
 */
public record AppSettings(List<String> androidPackages, List<String> iosApps) {}
