// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

/** Text in HTML and XML. */
public final class Html {

    private Html() {}

    /**
     * Writes a text as content of an element, or of an attribute in quotation marks.
     *
     * @param text any text
     * @return the same with its special characters as references
     */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
