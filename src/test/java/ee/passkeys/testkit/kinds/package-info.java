// SPDX-License-Identifier: Apache-2.0
/** Parts of small applications, each of a kind that an application may be of. */
package ee.passkeys.testkit.kinds;
