// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record of a user who saw the enrollment page.
 *
 * @param caller the name in the container
 * @param askedAt when the caller was last asked
 * @param requiredSince when the caller was first asked as somebody who has to have one; null when nobody has said so, or not any more
 * @param declined whether the caller wants never to be asked again
 */
public record EnrollmentRecord(
        String caller, Instant askedAt, @Nullable Instant requiredSince, boolean declined) {}
