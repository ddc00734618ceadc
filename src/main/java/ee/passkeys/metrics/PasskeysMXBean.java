// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import java.util.Map;

/** Numbers of an application for JMX, the same as at {@code passkeys/api/metrics}. */
public interface PasskeysMXBean {

    /**
     * The health.
     *
     * @return {@code UP}, {@code DEGRADED} or {@code DOWN}
     */
    String getHealth();

    /**
     * All numbers but those of times.
     *
     * @return by name and labels
     */
    Map<String, Long> getNumbers();
}
