// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent before the sign-in, put in the place of the one by which the client comes back: method, body, parameters and the
 * headers about them are the former's, all else is the latter's.
 */
final class RestoredRequest extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CHARSET = "charset=";

    private final SavedRequest saved;
    private @Nullable String encoding;
    private @Nullable Map<String, String[]> parameters;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private boolean bodyIsRead;

    RestoredRequest(HttpServletRequest request, SavedRequest saved) {
        super(request);
        this.saved = saved;
        this.encoding = charsetOf(getContentType());
    }

    @Override
    public String getMethod() {
        return saved.method();
    }

    @Override
    public @Nullable String getHeader(String name) {
        Enumeration<String> values = getHeaders(name);
        return values.hasMoreElements() ? values.nextElement() : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return SavedRequest.isOfTheRequest(name) ? Collections.enumeration(saved.header(name)) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>(saved.headerNames());
        Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !SavedRequest.isOfTheRequest(name))
                .forEach(names::add);
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public int getContentLength() {
        return saved.length();
    }

    @Override
    public long getContentLengthLong() {
        return saved.length();
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return encoding == null ? getServletContext().getRequestCharacterEncoding() : encoding;
    }

    /** As the servlet specification says, without effect once parameters or body were read. */
    @Override
    public void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        if (parameters != null || reader != null) {
            return;
        }
        try {
            encoding = Charset.forName(name).name();
        } catch (IllegalArgumentException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    @Override
    public ServletInputStream getInputStream() {
        if (reader != null) {
            throw new IllegalStateException("getReader was called");
        }
        if (stream == null) {
            stream = new SavedBody(body());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        if (stream != null) {
            throw new IllegalStateException("getInputStream was called");
        }
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(body(), charset()));
        }
        return reader;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    /** Those of the query, which is the same in both requests, before those of the form; they are read from either body or form, not both. */
    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            Map<String, String[]> all = FormBody.copyOf(super.getParameterMap());
            if (isForm() && stream == null && reader == null) {
                FormBody.addTo(all, saved.bytes(), charset());
                bodyIsRead = true;
            }
            parameters = Collections.unmodifiableMap(all);
        }
        return parameters;
    }

    /** What has parts is not kept. */
    @Override
    public Collection<Part> getParts() throws ServletException {
        throw new ServletException("the parts of a request that was sent before the sign-in cannot be had");
    }

    @Override
    public Part getPart(String name) throws ServletException {
        throw new ServletException("the parts of a request that was sent before the sign-in cannot be had");
    }

    private boolean isForm() {
        String type = getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private ByteArrayInputStream body() {
        return new ByteArrayInputStream(bodyIsRead ? new byte[0] : saved.bytes());
    }

    private Charset charset() {
        String name = getCharacterEncoding();
        try {
            return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static @Nullable String charsetOf(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        return at < 0
                ? null
                : contentType
                        .substring(at + CHARSET.length())
                        .split(";", 2)[0]
                        .strip()
                        .replace("\"", "");
    }

    /** Everything is there already, so that whoever waits for data is called at once. */
    private static final class SavedBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        SavedBody(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                listener.onAllDataRead();
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }
}
