// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of a form in the type {@code application/x-www-form-urlencoded}. */
final class FormBody {

    private FormBody() {}

    static Map<String, String[]> copyOf(Map<String, String[]> parameters) {
        return new LinkedHashMap<>(parameters);
    }

    /** Adds the fields behind those that are there; what is no field is left out. */
    static void addTo(Map<String, String[]> parameters, byte[] body, Charset charset) {
        for (String field : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = equals < 0 ? field : field.substring(0, equals);
                String value = equals < 0 ? "" : field.substring(equals + 1);
                add(parameters, name, value, charset);
            }
        }
    }

    private static void add(Map<String, String[]> parameters, String name, String value, Charset charset) {
        try {
            parameters.merge(decoded(name, charset), new String[] {decoded(value, charset)}, FormBody::joined);
        } catch (IllegalArgumentException e) {
            // A broken field is no field, as with the containers.
        }
    }

    private static String decoded(String text, Charset charset) {
        return URLDecoder.decode(new String(text.getBytes(StandardCharsets.ISO_8859_1), charset), charset);
    }

    private static String[] joined(String[] first, String[] second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
