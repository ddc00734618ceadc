// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

/** Sends mail of plain text. */
@FunctionalInterface
interface Mailer {

    /**
     * Sends one mail.
     *
     * @param address the address of the user, as the application has it
     * @param subject one line of any characters
     * @param text lines of any characters
     * @throws MailException when the mail server did not accept it
     */
    void send(String address, String subject, String text) throws MailException;
}
