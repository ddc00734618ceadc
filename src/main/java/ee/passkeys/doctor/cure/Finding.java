// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

/**
 * One thing that was looked at.
 *
 * @param check what it was, such as {@code session-cookie}
 * @param state how it is
 * @param finding what was found, in a sentence or two; no secret is in it
 * @param cure how to have it otherwise
 */
public record Finding(String check, State state, String finding, Cure cure) {

    /**
     * Something that is as it should be.
     *
     * @param check what was looked at
     * @param finding what was found
     * @return a finding without a cure
     */
    public static Finding fine(String check, String finding) {
        return new Finding(check, State.FINE, finding, Cure.NONE);
    }

    /**
     * Something that works, and that somebody may want to know.
     *
     * @param check what was looked at
     * @param finding what was found
     * @param cure how to have it otherwise, or {@link Cure#NONE}
     * @return a finding that asks for nothing
     */
    public static Finding note(String check, String finding, Cure cure) {
        return new Finding(check, State.NOTE, finding, cure);
    }

    /**
     * Something that must be done about.
     *
     * @param check what was looked at
     * @param finding what was found
     * @param cure what to do
     * @return a finding that is warned of
     */
    public static Finding wrong(String check, String finding, Cure cure) {
        return new Finding(check, State.WRONG, finding, cure);
    }

    /**
     * Whether something must be done.
     *
     * @return false when it is fine, or only worth knowing
     */
    public boolean isWrong() {
        return state == State.WRONG;
    }
}
