// SPDX-License-Identifier: Apache-2.0
/** What a client may know of a refusal: codes and sentences as problem details of RFC 9457, and their JSON. */
@NullMarked
package ee.passkeys.problem;

import org.jspecify.annotations.NullMarked;
