// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import ee.passkeys.session.ClientAddress;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.SessionRenewal;
import ee.passkeys.value.ApplicationLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Saved request with a body, which was sent before a sign-in or confirmation and is kept in the session until it is resumed. It goes on
 * once, for the caller who signed in right after it, or who sent it and has confirmed, at the address it was sent to. It is kept as a map
 * of JDK types, as {@link LoginRecord} is.
 */
final class SavedRequest {

    /** As much as servers read of what nobody wants. */
    private static final int MOST_DISCARDED = 2 * 1024 * 1024;

    /** More is not kept of who is signed in. */
    static final int MOST_BYTES = 64 * 1024;

    /** More is not kept of a guest, headers included: whoever is not signed in yet could fill the server's memory. */
    static final int MOST_BYTES_OF_GUESTS = 8 * 1024;

    /** As long as a sign-in may take. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final GuestBudget GUESTS = new GuestBudget(Clock.systemUTC());

    private static final String ATTRIBUTE = "ee.passkeys.saved";
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final System.Logger LOG = ApplicationLog.of(SavedRequest.class);

    private final String method;
    private final String address;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String sender;
    private final String caller;
    private final long until;

    /**
     * Takes path with context path and query, names of headers in lower case, an empty sender for a stranger, and an empty caller as long
     * as it may not go on.
     */
    private SavedRequest(
            String method,
            String address,
            Map<String, List<String>> headers,
            byte[] body,
            String sender,
            String caller,
            long until) {
        this.method = method;
        this.address = address;
        this.headers = headers;
        this.body = body;
        this.sender = sender;
        this.caller = caller;
        this.until = until;
    }

    static boolean mayHaveBody(HttpServletRequest request) {
        return !WITHOUT_BODY.contains(request.getMethod());
    }

    /** Keeps the request in its session, which is made where there is none. */
    static SaveOutcome save(HttpServletRequest request) throws IOException {
        if (hasParts(request)) {
            return SaveOutcome.NOT_SAVED; // the container makes parts of its own requests only
        }
        Principal sender = request.getUserPrincipal();
        int most = sender == null ? MOST_BYTES_OF_GUESTS : MOST_BYTES;
        if (request.getContentLengthLong() > most) {
            return SaveOutcome.TOO_LARGE;
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(most + 1);
        } catch (IllegalStateException e) {
            return SaveOutcome.NOT_SAVED; // the application has read it itself
        }
        if (body.length > most) {
            return SaveOutcome.TOO_LARGE;
        }
        if (!isAllOf(request, body)) {
            return SaveOutcome.NOT_SAVED;
        }
        SavedRequest saved = new SavedRequest(
                request.getMethod(),
                addressOf(request),
                headersOf(request),
                body,
                sender == null ? "" : sender.getName(),
                "",
                System.currentTimeMillis() + LIFE.toMillis());
        if (sender == null && !GUESTS.take(String.valueOf(ClientAddress.of(request)), saved.size())) {
            return SaveOutcome.NOT_SAVED;
        }
        saved.store(SessionRenewal.of(request));
        return SaveOutcome.SAVED;
    }

    /** What takes memory, about. */
    private int size() {
        int size = body.length + address.length();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            size += header.getKey().length()
                    + header.getValue().stream().mapToInt(String::length).sum();
        }
        return size;
    }

    /** Of a guest who only looks around, nothing is kept any longer than it can go on. */
    static void discardExpired(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> map && isExpired(map)) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    private static boolean isExpired(Map<?, ?> map) {
        return !(map.get("until") instanceof Long until) || System.currentTimeMillis() > until;
    }

    /** Many a client sees no answer until it was let send all; over HTTP/2 it is let send 64 KiB unless somebody reads. */
    static void readToTheEnd(HttpServletRequest request) {
        byte[] unwanted = new byte[8192];
        try {
            InputStream body = request.getInputStream();
            int left = MOST_DISCARDED;
            int read = body.read(unwanted);
            while (read > 0 && left > 0) {
                left -= read;
                read = body.read(unwanted);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "The rest of a request body was not read", e);
        }
    }

    /** Somebody has signed in or confirmed, and is led to an address: what was sent to that one goes on, anything else is dropped. */
    static void goOnAt(String address, HttpServletRequest request) {
        Optional<SavedRequest> saved = of(request);
        discard(request);
        Optional<LoginRecord> login = LoginRecord.of(request);
        HttpSession session = request.getSession(false);
        if (session != null && login.isPresent()) {
            String caller = login.get().caller();
            saved.filter(kept -> kept.address.equals(address))
                    .filter(kept -> kept.sender.isEmpty() || kept.sender.equals(caller))
                    .ifPresent(kept -> kept.by(caller).store(session));
        }
    }

    /** What goes on in place of this request, which is the one that the sign-in has led to. */
    static Optional<SavedRequest> take(HttpServletRequest request, String caller) {
        Optional<SavedRequest> saved = of(request).filter(kept -> !kept.caller.isEmpty());
        if (saved.isEmpty() || !request.getMethod().equals("GET")) {
            return Optional.empty();
        }
        if (!saved.get().caller.equals(caller)) {
            discard(request);
            return Optional.empty();
        }
        if (!saved.get().address.equals(addressOf(request))) {
            return Optional.empty();
        }
        discard(request);
        return saved;
    }

    static void discard(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    static String addressOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /**
     * Whether the headers tell of the body or of what is wanted back; those about the client and its connection are the next request's own.
     */
    static boolean isOfTheRequest(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("content-") || name.equals("accept") || name.startsWith("accept-");
    }

    String method() {
        return method;
    }

    /** The values of a header that is of the request. */
    List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    Set<String> headerNames() {
        return headers.keySet();
    }

    int length() {
        return body.length;
    }

    byte[] bytes() {
        return body.clone();
    }

    private static Optional<SavedRequest> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> map && !isExpired(map)
                ? Optional.of(read(map))
                : Optional.empty();
    }

    private SavedRequest by(String who) {
        return new SavedRequest(method, address, headers, body, sender, who, until);
    }

    private static boolean hasParts(HttpServletRequest request) {
        return String.valueOf(request.getContentType())
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/");
    }

    /** Whatever has read from the body before us has taken something away. */
    private static boolean isAllOf(HttpServletRequest request, byte[] body) {
        long announced = request.getContentLengthLong();
        return announced < 0
                ? request.getHeader("Transfer-Encoding") == null || body.length > 0
                : announced == body.length;
    }

    private static Map<String, List<String>> headersOf(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (isOfTheRequest(name)) {
                headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }

    private void store(HttpSession session) {
        HashMap<String, Serializable> map = new HashMap<>();
        map.put("method", method);
        map.put("address", address);
        HashMap<String, ArrayList<String>> copies = new HashMap<>();
        headers.forEach((name, values) -> copies.put(name, new ArrayList<>(values)));
        map.put("headers", copies);
        map.put("body", body);
        map.put("sender", sender);
        map.put("caller", caller);
        map.put("until", until);
        session.setAttribute(ATTRIBUTE, map);
    }

    private static SavedRequest read(Map<?, ?> map) {
        Map<String, List<String>> headers = new HashMap<>();
        if (map.get("headers") instanceof Map<?, ?> stored) {
            stored.forEach((name, values) -> headers.put(String.valueOf(name), texts(values)));
        }
        return new SavedRequest(
                String.valueOf(map.get("method")),
                String.valueOf(map.get("address")),
                headers,
                map.get("body") instanceof byte[] bytes ? bytes : new byte[0],
                String.valueOf(map.get("sender")),
                String.valueOf(map.get("caller")),
                map.get("until") instanceof Long until ? until : 0);
    }

    private static List<String> texts(Object values) {
        return values instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
