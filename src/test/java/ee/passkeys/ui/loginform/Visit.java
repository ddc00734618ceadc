// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request that goes through a filter to an application, without a server. A method that is not played here fails the test. */
final class Visit {

    /** What answers. */
    interface Application {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private final Map<String, @Nullable Object> request = new HashMap<>();
    private final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> calls = new ArrayList<>();
    private @Nullable String type;
    private @Nullable String encoding;
    private @Nullable PrintWriter writer;
    private int status = 200;

    Visit() {
        request.put("getMethod", "GET");
        request.put("getContextPath", "/shop");
        request.put("getServletPath", "/login.jsp");
        request.put("getPathInfo", null);
        request.put("getRequestURI", "/shop/login.jsp");
        request.put("getAttribute", null);
        request.put("getRemoteUser", null);
        request.put("getDispatcherType", DispatcherType.REQUEST);
        request.put("startAsync", null);
        requestHeaders.put("Host", "shop.example");
    }

    Visit asking(String method, @Nullable Object answer) {
        request.put(method, answer);
        return this;
    }

    Visit sending(String header, String value) {
        requestHeaders.put(header, value);
        return this;
    }

    Visit through(Filter filter, Application application) throws IOException, ServletException {
        filter.doFilter(
                fake(HttpServletRequest.class, this::ask),
                fake(HttpServletResponse.class, this::play),
                (request, response) ->
                        application.answer((HttpServletRequest) request, (HttpServletResponse) response));
        if (writer != null) {
            writer.flush();
        }
        return this;
    }

    int status() {
        return status;
    }

    @Nullable String header(String name) {
        return headers.containsKey(name) ? String.join("|", headers.get(name)) : null;
    }

    @Nullable String contentType() {
        return type == null || encoding == null ? type : type + ";charset=" + encoding;
    }

    byte[] bytes() {
        return body.toByteArray();
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** What the container was told beside headers and content. */
    List<String> calls() {
        return calls;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object ask(Object proxy, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "getHeader":
                return requestHeaders.get((String) arguments[0]);
            case "getHeaders":
                String found = requestHeaders.get((String) arguments[0]);
                return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
            case "getDateHeader":
                return requestHeaders.containsKey((String) arguments[0]) ? 1L : -1L;
            case "startAsync":
                calls.add("startAsync");
                return fake(AsyncContext.class, (self, any, none) -> null);
            default:
                if (!request.containsKey(method.getName())) {
                    throw new UnsupportedOperationException(method.toString());
                }
                return request.get(method.getName());
        }
    }

    private @Nullable Object play(Object proxy, Method method, Object @Nullable [] arguments) throws IOException {
        String name = method.getName();
        Object first = arguments == null ? null : arguments[0];
        switch (name) {
            case "setHeader", "setIntHeader", "setDateHeader" ->
                headers.put((String) first, new ArrayList<>(List.of(arguments[1].toString())));
            case "addHeader", "addIntHeader", "addDateHeader" ->
                headers.computeIfAbsent((String) first, any -> new ArrayList<>())
                        .add(arguments[1].toString());
            case "setContentLength", "setContentLengthLong" ->
                headers.put("Content-Length", new ArrayList<>(List.of(first.toString())));
            case "setContentType" -> setType((String) first);
            case "setCharacterEncoding" -> encoding = (String) first;
            case "setStatus" -> status = (int) first;
            case "sendError" -> {
                status = (int) first;
                body.reset();
                calls.add("sendError");
            }
            case "sendRedirect", "flushBuffer" -> calls.add(name);
            case "resetBuffer" -> body.reset();
            case "reset" -> {
                body.reset();
                headers.clear();
                type = null;
                encoding = null;
            }
            default -> {
                return read(method, first);
            }
        }
        return null;
    }

    private void setType(String text) {
        String[] parts = text.split(";\\s*charset=", -1);
        type = parts[0];
        encoding = parts.length > 1 ? parts[1] : encoding;
    }

    private @Nullable Object read(Method method, @Nullable Object name) throws IOException {
        return switch (method.getName()) {
            case "getContentType" -> contentType();
            case "getCharacterEncoding" -> encoding == null ? "ISO-8859-1" : encoding;
            case "getStatus" -> status;
            case "isCommitted" -> false;
            case "getHeader" -> header((String) name);
            case "getHeaders" -> headers.getOrDefault((String) name, List.of());
            case "containsHeader" -> headers.containsKey((String) name);
            case "getOutputStream" -> new Body();
            case "getWriter" -> {
                encoding = encoding == null ? "ISO-8859-1" : encoding;
                writer = new PrintWriter(new OutputStreamWriter(body, encoding));
                yield writer;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private final class Body extends ServletOutputStream {

        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() {
            calls.add("close");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            calls.add("setWriteListener");
        }
    }
}
