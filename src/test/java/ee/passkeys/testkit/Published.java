// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;

/** What others have published: taken from Maven's local repository, else from Central, as the build does it. */
public final class Published {

    private Published() {}

    /** The files at these coordinates, {@code group:name:version} or {@code group:name:type:version}, without what they need themselves. */
    public static List<Path> artifacts(List<String> coordinates) {
        return coordinates.isEmpty()
                ? List.of()
                : Stream.of(Maven.resolver()
                                .resolve(coordinates)
                                .withoutTransitivity()
                                .asFile())
                        .map(file -> file.toPath())
                        .toList();
    }
}
