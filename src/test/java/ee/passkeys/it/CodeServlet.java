// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.api.PasskeyAccounts;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyInfo;
import ee.passkeys.api.SignInFacts;
import ee.passkeys.api.SignInReport;
import ee.passkeys.value.CredentialId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Code of an application that injects the beans of passkeys, and observes their events. */
@WebServlet("/code")
public class CodeServlet extends HttpServlet {

    @Inject
    private PasskeyAccounts passkeys;

    @Inject
    private SignInFacts facts;

    @Inject
    private SignInReport report;

    @Inject
    private Observer observer;

    /** Remembers the events. */
    @ApplicationScoped
    public static class Observer {

        private final List<String> events = new CopyOnWriteArrayList<>();

        void on(@Observes PasskeyEvent event) {
            events.add(event.getClass().getSimpleName());
        }

        List<String> taken() {
            List<String> taken = List.copyOf(events);
            events.clear();
            return taken;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(answer(request));
    }

    private Object answer(HttpServletRequest request) {
        String name = String.valueOf(request.getParameter("name"));
        return switch (String.valueOf(request.getParameter("do"))) {
            case "facts" -> facts(request);
            case "events" -> String.join(",", observer.taken());
            case "list" -> passkeys.passkeysOf(name).size();
            case "revoke" -> passkeys.revoke(name, new CredentialId(request.getParameter("id")));
            case "rename" -> passkeys.rename(name, request.getParameter("to"));
            case "forget" -> passkeys.forget(name);
            default -> {
                report.signedIn(request, Instant.parse(request.getParameter("at")));
                yield "reported";
            }
        };
    }

    private String facts(HttpServletRequest request) {
        return facts.of(request)
                .map(signIn -> String.join(
                        "|",
                        signIn.caller(),
                        signIn.method(),
                        signIn.at().map(Instant::toString).orElse("-"),
                        signIn.userVerified() ? "verified" : "-",
                        signIn.origin().orElse("-"),
                        facts.passkeyOf(request)
                                .map(PasskeyInfo::backedUp)
                                .map(backedUp -> backedUp ? "backed up" : "one device")
                                .orElse("-")))
                .orElse("nobody");
    }
}
