// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.LegacyApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What people do in the applications below {@code src/test/legacy}. */
enum LegacyJob {

    /** Pages in JSP, a form in {@code web.xml} and users in the realm of the server; no library may start by itself. */
    ORDERS("jsp", "staff/who") {
        @Override
        void work(Visitor visitor) {
            visitor.get("");
            visitor.get("style.css");
            visitor.get("nowhere");
            visitor.get("index.jsp?basket=candles");
            visitor.get("staff/orders?page=1");
            visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", "fork-handles"));
            visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", PASSWORD));
            visitor.get("staff/orders?page=1");
            visitor.get("staff/who");
            visitor.get("management/index.html");
            visitor.get("logout");
            visitor.get("");
            visitor.post("staff/orders", Map.of("number", "4711", "item", "K\u00fcrbis"));
            visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", PASSWORD));
            assertThat(visitor.get("staff/orders").response().body()).contains("<li>4711: K\u00fcrbis</li>");
            visitor.post("staff/orders", Map.of("number", "4711", "item", ""));
            visitor.get("style.css");
        }

        @Override
        void signIn(Visitor visitor) {
            visitor.get("staff/who");
            visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", PASSWORD));
        }
    },

    /** Pages in Faces, a form of their own, and users in a database. */
    PARCELS("faces", "app/who") {
        @Override
        void work(Visitor visitor) {
            visitor.get("");
            visitor.get("app/parcels.xhtml");
            visitor.later().get("signin.xhtml");
            Answer page = visitor.get("app/parcels.xhtml?van=1");
            page = visitor.post(action(page), signIn(page, "second-class"));
            visitor.post(action(page), signIn(page, DRIVER_PASSWORD));
            page = visitor.get("app/parcels.xhtml?van=1");
            page = visitor.post(action(page), load(page, "P\u00e4ckchen"));
            page = visitor.post(action(page), load(page, "two"));
            assertThat(page.response().body()).contains("<li>P\u00e4ckchen by pat</li><li>two by pat</li>");
            visitor.get("app/who");
            visitor.post(action(page), view(page, "van", "van:out", "out"));
            visitor.get("app/parcels.xhtml");
        }

        @Override
        void signIn(Visitor visitor) {
            Answer page = visitor.get("app/who");
            visitor.post(action(page), signIn(page, DRIVER_PASSWORD));
        }

        private Map<String, String> signIn(Answer page, String password) {
            return view(page, "signin", "signin:name", "pat", "signin:password", password, "signin:go", "go");
        }

        private Map<String, String> load(Answer page, String parcel) {
            return view(page, "van", "van:next", parcel, "van:load", "load");
        }
    },

    /** No page at all: programs that bring their passwords with every call, and these are in a directory. */
    INVOICES("rest", "api/who") {
        @Override
        void work(Visitor visitor) {
            visitor.get("api/invoices");
            visitor.get("api/invoices", "Authorization", basic("may-i-not"));
            Answer all = visitor.get("api/invoices", "Authorization", basic(CUSTOMER_PASSWORD));
            assertThat(all.status()).isEqualTo(200);
            visitor.get("api/nothing", "Authorization", basic(CUSTOMER_PASSWORD));
            visitor.send("api/invoices", all.response().body().replaceAll("^\\[|]$", ""), basic(CUSTOMER_PASSWORD));
            visitor.send("api/invoices", "{\"due\": \"2026-02-01\"}", basic(CUSTOMER_PASSWORD));
            visitor.get("api/who", "Authorization", basic(CUSTOMER_PASSWORD));
            visitor.get("api/who");
        }

        @Override
        void signIn(Visitor visitor) {
            // at every call
        }

        @Override
        String who(Visitor visitor) {
            return visitor.get("api/who", "Authorization", basic(CUSTOMER_PASSWORD))
                    .response()
                    .body();
        }

        @Override
        Answer register(Visitor visitor, SoftAuthenticator phone) {
            Answer begun = call(visitor, "registration/options", "{}");
            ObjectNode passkey = phone.create(
                    begun.json().path("publicKey"), visitor.client().origin());
            return call(
                    visitor,
                    "registration/verify",
                    ApiClient.answer(begun, passkey).toString());
        }

        private Answer call(Visitor visitor, String path, String body) {
            return visitor.client()
                    .send(
                            path,
                            "POST",
                            body,
                            "Content-Type",
                            "application/json",
                            "Origin",
                            visitor.client().origin(),
                            "Authorization",
                            basic(CUSTOMER_PASSWORD));
        }
    },

    /** A mechanism of their own that remembers people, libraries of years ago, and a door from before. */
    SUPPORT("mechanism", "desk/who") {
        @Override
        void work(Visitor visitor) {
            visitor.get("who");
            visitor.get("desk/who");
            visitor.post("desk/who", Map.of("agent", "sue", "secret", "go-away"));
            visitor.post("desk/who", Map.of("agent", "sue", "secret", AGENT_PASSWORD));
            assertThat(visitor.get("desk/who").response().body())
                    .contains("guava guava-18.0.jar", " jackson-databind-2.9.10.8.jar ");
            visitor.get("who");
            visitor.post("out", Map.of());
            visitor.get("desk/who");
            visitor.post("who", Map.of("agent", "sue", "secret", AGENT_PASSWORD, "remember", "on"));
            String remembered = visitor.client().cookie("SUPPORT");
            assertThat(remembered).isNotEmpty();
            Visitor later = visitor.later();
            later.get("desk/who", "Cookie", "SUPPORT=" + remembered);
            later.get("desk/who");
            visitor.post("out", Map.of());
            visitor.later().get("desk/who", "Cookie", "SUPPORT=" + remembered);
            Visitor door = visitor.later();
            door.post("in", Map.of("user", CLERK, "word", "fork-handles"));
            door.post("in", Map.of("user", CLERK, "word", PASSWORD));
            door.get("who");
        }

        @Override
        void signIn(Visitor visitor) {
            visitor.post("desk/who", Map.of("agent", "sue", "secret", AGENT_PASSWORD));
        }
    };

    /** In the realm of the server, with these groups there. */
    static final String CLERK = "ann";

    static final String PASSWORD = "four-candles";

    private static final String DRIVER_PASSWORD = "special-delivery";
    static final String CUSTOMER = "una";
    static final String CUSTOMER_PASSWORD = "paid-in-full";
    private static final String AGENT_PASSWORD = "how-can-i-help";
    private static final Pattern VIEW = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)");
    private static final Pattern ACTION = Pattern.compile("<form [^>]*action=\"([^\"]*)");

    private final String directory;
    private final String who;

    LegacyJob(String directory, String who) {
        this.directory = directory;
        this.who = who;
    }

    /** What people do there every day. */
    abstract void work(Visitor visitor);

    /** Brings the password. */
    abstract void signIn(Visitor visitor);

    /**
     * The page that says who is signed in, for somebody with a password, when it is seen again: on Payara an EJB does not know the roles at
     * the first request after a form of Jakarta Security, with and without us.
     */
    String who(Visitor visitor) {
        signIn(visitor);
        whoIsThere(visitor);
        return whoIsThere(visitor);
    }

    /** The page that says who is signed in. */
    String whoIsThere(Visitor visitor) {
        return visitor.get(who).response().body();
    }

    /** Makes a passkey, for somebody with a password. */
    Answer register(Visitor visitor, SoftAuthenticator phone) {
        who(visitor);
        return visitor.client().register(phone);
    }

    /** The application as its authors left it. */
    WebArchive war(String file) {
        return LegacyApplication.of(directory).war(file);
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((CUSTOMER + ":" + password).getBytes(UTF_8));
    }

    private static String action(Answer page) {
        return found(ACTION, page).replaceAll(";jsessionid=[^?]*", "");
    }

    private static Map<String, String> view(Answer page, String form, String... fields) {
        Map<String, String> all = new TreeMap<>();
        all.put(form, form);
        all.put("jakarta.faces.ViewState", found(VIEW, page));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return all;
    }

    private static String found(Pattern pattern, Answer page) {
        Matcher matcher = pattern.matcher(page.response().body());
        assertThat(matcher.find()).as(page.response().body()).isTrue();
        return matcher.group(1);
    }
}
