// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request to a servlet and what it answered, without a server. A method that is not played here fails the test. */
final class Exchange {

    private final Map<String, @Nullable Object> request = new HashMap<>();
    private final Map<String, String> requestHeaders = new HashMap<>();
    private final Map<String, @Nullable String> parameters = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    private Exchange(String method, @Nullable String path) {
        request.put("getMethod", method);
        request.put("getPathInfo", path);
        request.put("getContextPath", "/shop");
        request.put("getServletPath", "/passkeys");
        request.put("getRequestURI", "/shop/passkeys" + (path == null ? "" : path));
        request.put("getQueryString", null);
        request.put("getServerName", "example.com");
    }

    static Exchange of(String method, @Nullable String path) {
        return new Exchange(method, path);
    }

    static Exchange get(@Nullable String path) {
        return of("GET", path);
    }

    Exchange at(String host) {
        request.put("getServerName", host);
        return this;
    }

    Exchange query(String query) {
        request.put("getQueryString", query);
        return this;
    }

    /** Whether the container knows the caller; else it asks for a sign-in itself. */
    Exchange signedIn(boolean signedIn) {
        request.put("authenticate", signedIn);
        return this;
    }

    Exchange parameter(String name, @Nullable String value) {
        parameters.put(name, value);
        return this;
    }

    Exchange header(String name, String value) {
        requestHeaders.put(name, value);
        return this;
    }

    Exchange with(HttpServlet servlet) throws ServletException, IOException {
        servlet.service(fake(HttpServletRequest.class, this::ask), fake(HttpServletResponse.class, this::answer));
        return this;
    }

    int status() {
        return status;
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    Map<String, String> headers() {
        return headers;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object ask(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments) {
        if (method.getName().equals("getHeader") && arguments != null) {
            return requestHeaders.get((String) arguments[0]);
        }
        if (method.getName().equals("getParameter") && arguments != null) {
            return parameters.get((String) arguments[0]);
        }
        if (!request.containsKey(method.getName())) {
            throw new UnsupportedOperationException(method.toString());
        }
        return request.get(method.getName());
    }

    private @Nullable Object answer(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
            case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
            case "setStatus", "sendError" -> status = (int) arguments[0];
            case "getOutputStream" -> {
                return new Body(body);
            }
            default -> throw new UnsupportedOperationException(method.toString());
        }
        return null;
    }

    private static final class Body extends ServletOutputStream {

        private final ByteArrayOutputStream bytes;

        Body(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
