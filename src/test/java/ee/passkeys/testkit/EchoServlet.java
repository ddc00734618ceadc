// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A servlet of an old application: says what it was sent, as parameters or, for {@code ?read=}, as a body. */
@WebServlet({"/user/echo", "/user/boss", "/echo"})
public class EchoServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String encoding = queryValue(request, "encoding");
        if (!encoding.isEmpty()) {
            request.setCharacterEncoding(encoding);
        }
        if (queryValue(request, "read").equals("authenticate") && !request.authenticate(response)) {
            return;
        }
        String content = switch (queryValue(request, "read")) {
            case "bytes" -> new String(request.getInputStream().readAllBytes(), UTF_8);
            case "text" -> request.getReader().lines().collect(joining("\n"));
            default -> parameters(request);
        };
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .print(String.join(
                        "|",
                        request.getMethod(),
                        String.valueOf(request.getRemoteUser()),
                        String.valueOf(request.getContentType()),
                        String.valueOf(request.getContentLength()),
                        content));
    }

    private static String parameters(HttpServletRequest request) {
        Map<String, String> all = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> all.put(name, Arrays.toString(values)));
        return all.toString();
    }

    private static String queryValue(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse("");
    }
}
