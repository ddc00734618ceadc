// SPDX-License-Identifier: Apache-2.0
/**
 * What can be wrong with a deployment, and the exact lines that cure it. The doctor inside a server and the one of the command line share it,
 * so that nothing here may need more than the JDK.
 */
@NullMarked
package ee.passkeys.doctor.cure;

import org.jspecify.annotations.NullMarked;
