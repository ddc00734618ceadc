// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

/** Thrown when a mail could not be sent. */
final class MailException extends Exception {

    private static final long serialVersionUID = 1L;

    MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
