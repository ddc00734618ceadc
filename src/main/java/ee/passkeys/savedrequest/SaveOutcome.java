// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

/** Result of {@link RequestCache#save}. */
public enum SaveOutcome {
    /** The request is resumed after the sign-in. */
    SAVED,
    /** The body is not resumed, because it is not known whether it may be. */
    NOT_SAVED,
    /** The request is to be rejected. */
    TOO_LARGE
}
