// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.LegacyApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Applications that nobody dares to touch: each stands on one server twice, as its authors left it, and with the jar. Who signs in with the
 * password sees the same bytes in both; who signs in with a passkey is the same caller.
 */
abstract class LegacyContract {

    /** In the realm of the server. */
    static final String CLERK = "ann";

    static final String PASSWORD = "four-candles";
    static final List<String> GROUPS = List.of("clerk", "cashier");

    /** Of all requests one client sends, as many as it likes. */
    static final List<String> SETTINGS = List.of("-Dpasskeys.limit.per-address=1000000");

    /** The server with the applications. */
    abstract ServerNode server();

    /** What is deployed, each at its name. Paths are of one length, so that lengths can be compared. */
    static List<WebArchive> applications() {
        LegacyApplication orders = LegacyApplication.of("jsp");
        return List.of(orders.war("orders-old.war"), Installed.into(orders.war("orders-new.war")));
    }

    @Test
    void ordersByPassword() {
        assertSame("orders", LegacyContract::takesAnOrder);
    }

    @Test
    void ordersByPasskey() {
        Visitor before = visitor("orders-new");
        signIn(before);
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(before.client().register(phone).status()).isEqualTo(201);

        Visitor visitor = visitor("orders-new");
        visitor.get("index.jsp?basket=candles");
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(200);
        String byPasskey = visitor.get("staff/who").response().body();
        Visitor old = visitor("orders-old");
        old.get("index.jsp?basket=candles");
        signIn(old);
        assertThat(byPasskey).isEqualTo(old.get("staff/who").response().body());
    }

    private static void takesAnOrder(Visitor visitor) {
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
        visitor.post("staff/orders", Map.of("number", "4711", "item", "Kürbis"));
        visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", PASSWORD));
        visitor.get("staff/orders");
        visitor.get("style.css");
    }

    private static void signIn(Visitor visitor) {
        visitor.get("staff/who");
        visitor.post("j_security_check", Map.of("j_username", CLERK, "j_password", PASSWORD));
        assertThat(visitor.get("staff/who").status()).isEqualTo(200);
    }

    private void assertSame(String application, Consumer<Visitor> job) {
        Visitor old = visitor(application + "-old");
        job.accept(old);
        Visitor same = visitor(application + "-new");
        job.accept(same);
        assertThat(same.seen()).isEqualTo(old.seen());
    }

    private Visitor visitor(String application) {
        return new Visitor(server().root().resolve(application + "/"));
    }
}
