// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.google.common.collect.ImmutableSet;
import ee.passkeys.value.OwnPaths;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * JAX-RS application of the endpoints under {@code /passkeys/api}. It has no {@code @ApplicationPath} and is registered in code, so that no
 * application's own JAX-RS application is changed by it; and it lists its classes, so that none of the application's is drawn in.
 */
public final class PasskeyApi extends Application {

    /** Path below the context path. */
    public static final String PATH = OwnPaths.ENDPOINTS;

    private static final Set<Class<?>> CLASSES = ImmutableSet.<Class<?>>builder()
            .addAll(OwnResources.CLASSES)
            .add(
                    Measurement.class,
                    AdminGuard.class,
                    RequestGuard.class,
                    OwnResources.class,
                    AnswerHeaders.class,
                    ProblemMapper.class)
            .build();

    /**
     * Returns all classes of the application.
     *
     * @return resources, filters and the mapper of problems
     */
    @Override
    public Set<Class<?>> getClasses() {
        return CLASSES;
    }
}
