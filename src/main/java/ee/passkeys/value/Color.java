// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

/**
 * Color of sRGB, such as {@code #1d5bbf}.
 *
 * @param text number sign and six hexadecimal digits
 */
public record Color(String text) {

    /** White. */
    public static final Color WHITE = new Color("#ffffff");

    /** Black. */
    public static final Color BLACK = new Color("#000000");

    /**
     * Checks the form.
     *
     * @param text the color as text
     * @throws IllegalArgumentException when the text is not a number sign and six hexadecimal digits
     */
    public Color {
        if (!text.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException(text);
        }
    }

    /**
     * Measures the contrast with another color.
     *
     * @param other the color beside it
     * @return 1 for the same, up to 21 for black and white
     * @see <a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2, contrast ratio</a>
     */
    public double contrast(Color other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int from) {
        double part = Integer.parseInt(text, from, from + 2, 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
        return text;
    }
}
