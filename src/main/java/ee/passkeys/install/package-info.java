// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of the {@code -all} jar: puts the jar into the WAR of an application that is not built again, and takes it out. It runs
 * outside any server, so that nothing here may need more than the JDK.
 */
@NullMarked
package ee.passkeys.install;

import org.jspecify.annotations.NullMarked;
