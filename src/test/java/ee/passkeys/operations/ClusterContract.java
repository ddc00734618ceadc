// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What two nodes that share sessions and a database owe their users, behind a proxy that sends every request to the next node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("operations")
@Tag("cluster")
abstract class ClusterContract<N extends ServerNode> {

    private static final String APPLICATION = "old/";
    private static final Duration REVOKED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<N> killed = new ArrayList<>();
    private List<N> nodes;
    private PostgresqlServer database;
    private RoundRobin proxy;

    /**
     * Two nodes that will share sessions, deploy this WAR at {@code /old}, know {@code bob} with the password {@code four-candles} in the group
     * {@code user} in their realm, and keep passkeys in this database.
     */
    abstract List<N> nodes(WebArchive war, PostgresqlServer database);

    /** Waits until this node, the last of the two to start, sees the other. */
    abstract void awaitWholeCluster(N node);

    @BeforeAll
    void startNodes() {
        database = PostgresqlServer.start();
        nodes = nodes(OldApplication.distributable().addAsLibrary(Built.allJar().toFile()), database);
        nodes.get(0).start();
        startBeside(nodes.get(1));
        proxy = RoundRobin.before(bothNodes());
    }

    @AfterAll
    void endNodes() {
        threads.shutdownNow();
        if (proxy != null) {
            proxy.close();
        }
        if (nodes != null) {
            nodes.forEach(ServerNode::close);
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void sendToBothNodes() {
        killed.forEach(this::startBeside);
        killed.clear();
        sendTo(bothNodes());
    }

    @Test
    void servesEveryRequestOnTheNextNode() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);

        ApiClient client = client();
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            assertIsBob(client);
        }
        assertThat(client.get("session").json().path("method").asText()).isEqualTo("passkey");
        assertThat(client.get("credentials").status()).isEqualTo(200);
    }

    @Test
    void finishesOnOneNodeALoginThatWasBegunOnTheOther() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);

        for (int i = 0; i < 2; i++) {
            ApiClient client = client();
            sendTo(node(i));
            ApiClient.Answer begun = client.post("authentication/options", "{}");
            sendTo(node(1 - i));
            assertThat(client.finish(
                                    "authentication/verify",
                                    begun,
                                    phone.get(begun.json().path("publicKey"), client.origin()))
                            .status())
                    .isEqualTo(200);
            assertIsBob(client);
        }
    }

    @Test
    void answersAChallengeOnceOnAllNodesTogether() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        ApiClient client = client();
        sendTo(node(0));
        ApiClient.Answer begun = client.post("authentication/options", "{}");
        var answer = phone.get(begun.json().path("publicKey"), client.origin());
        assertThat(client.finish("authentication/verify", begun, answer).status())
                .isEqualTo(200);

        sendTo(node(1));
        assertThat(client.finish("authentication/verify", begun, answer).code()).isEqualTo("ceremony-spent");
    }

    /** The pools of the servers are as the files for them make them. */
    @Test
    void signsInAtOnceWhenTheDatabaseHasEndedAllConnections() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        assertThat(client().signIn(phone).status()).isEqualTo(200);

        for (URI node : bothNodes()) {
            sendTo(node);
            assertThat(database.endConnections()).as("connections of the pools").isPositive();
            ApiClient client = client();
            assertThat(client.signIn(phone).status()).isEqualTo(200);
            assertIsBob(client);
        }
    }

    /** Each node verifies its copy, and only the database knows which was first. */
    @Test
    void leavesNoErrorInTheLogsWhenBothNodesGetOneAnswerAtOnce() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        List<Integer> before =
                nodes.stream().map(node -> errors(node.log()).size()).toList();

        for (int i = 0; i < 20; i++) {
            ApiClient client = client();
            ApiClient.Answer begun = client.post("authentication/options", "{}");
            ObjectNode answer = phone.get(begun.json().path("publicKey"), client.origin());
            List<CompletableFuture<ApiClient.Answer>> copies = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> client.finish("authentication/verify", begun, answer), threads))
                    .limit(4)
                    .toList();
            assertThat(copies.stream().map(copy -> copy.join().status()))
                    .as("answers to copies of one")
                    .containsOnlyOnce(200);
        }

        for (int i = 0; i < nodes.size(); i++) {
            List<String> errors = errors(nodes.get(i).log());
            assertThat(errors.subList(before.get(i), errors.size())).isEmpty();
        }
    }

    private static List<String> errors(String log) {
        return log.lines()
                .filter(line -> line.contains(" ERROR ") || line.contains("SEVERE"))
                .toList();
    }

    /** The last, so that no other has to start the node again first. */
    @Test
    @Order(Integer.MAX_VALUE)
    void keepsCallerAndRolesOfLoginsByPasskeyAndByPasswordWhenTheirNodeDies() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        ApiClient byPasskey = client();
        ApiClient byPassword = client();
        sendTo(node(0));
        assertThat(byPasskey.signIn(phone).status()).isEqualTo(200);
        signInWithPassword(byPassword);
        assertIsBob(byPassword);

        awaitHandedOver(byPasskey, node(1));
        awaitHandedOver(byPassword, node(1));
        nodes.get(0).kill();
        killed.add(nodes.get(0));
        for (int i = 0; i < 2; i++) {
            assertIsBob(byPasskey);
            assertIsBob(byPassword);
        }
    }

    @Test
    void comesBackToTheNodeOfTheLoginWithCallerAndRoles() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        ApiClient client = client();
        sendTo(node(0));
        assertThat(client.signIn(phone).status()).isEqualTo(200);

        for (int i = 1; i < 4; i++) {
            sendTo(node(i % 2));
            assertIsBob(client);
        }
    }

    /** Each node asks for itself in the background, and no request asks the database. */
    @Test
    void endsSessionsOfAPasskeyThatWasRemovedOnTheOtherNode() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        ApiClient first = client();
        sendTo(node(0));
        assertThat(first.signIn(phone).status()).isEqualTo(200);
        String passkey = newest(first);
        ApiClient second = client();
        sendTo(node(1));
        assertThat(second.signIn(phone).status()).isEqualTo(200);
        ApiClient operator = client();
        signInWithPassword(operator);
        assertThat(operator.delete("credentials/" + passkey).status()).isEqualTo(204);

        awaitEnd(first, node(0));
        awaitEnd(second, node(1));
        assertIsBob(operator);
        sendTo(node(1));
        assertIsNobody(first);
        sendTo(node(0));
        assertIsNobody(second);
    }

    private static String newest(ApiClient client) {
        JsonNode passkeys = client.get("credentials").json();
        return passkeys.path(passkeys.size() - 1).path("id").asText();
    }

    private void awaitEnd(ApiClient client, URI node) {
        sendTo(node);
        long deadline = System.nanoTime() + REVOKED.toNanos();
        while (client.page("who").response().body().equals("bob true")) {
            assertThat(System.nanoTime()).as("the session goes on").isLessThan(deadline);
        }
    }

    @Test
    void isSignedOutOnTheOtherNodeToo() {
        SoftAuthenticator phone = new SoftAuthenticator();
        register(phone);
        ApiClient client = client();
        sendTo(node(0));
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        sendTo(node(1));
        assertIsBob(client);

        sendTo(node(0));
        assertThat(client.send("session", "DELETE", "", "Content-Type", "application/json", "Origin", client.origin())
                        .status())
                .isEqualTo(204);

        sendTo(node(1));
        assertIsNobody(client);
    }

    @Test
    void isSignedOutOnTheOtherNodeTooWhenTheApplicationDoesIt() {
        ApiClient client = client();
        sendTo(node(0));
        signInWithPassword(client);
        assertIsBob(client);
        sendTo(node(1));
        assertIsBob(client);

        client.page("who?logout=now");

        sendTo(node(0));
        assertIsNobody(client);
        sendTo(node(1));
        assertIsNobody(client);
    }

    /**
     * Waits until this node has the session. WildFly hands it over after it has sent the answer, and a node that is killed between the two
     * takes it along.
     */
    private void awaitHandedOver(ApiClient client, URI node) {
        sendTo(node);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!client.page("who").response().body().equals("bob true")) {
            assertThat(System.nanoTime()).as("the session does not arrive").isLessThan(deadline);
        }
    }

    private void startBeside(N node) {
        node.start();
        awaitWholeCluster(node);
    }

    private void register(SoftAuthenticator phone) {
        ApiClient client = client();
        signInWithPassword(client);
        assertThat(client.register(phone).status()).isEqualTo(201);
        sendTo(bothNodes());
    }

    private static void signInWithPassword(ApiClient client) {
        assertThat(client.form("j_security_check", Map.of("j_username", "bob", "j_password", "four-candles"))
                        .status())
                .isEqualTo(302);
    }

    private static void assertIsBob(ApiClient client) {
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
    }

    private static void assertIsNobody(ApiClient client) {
        assertThat(client.page("who").response().body()).isEqualTo("null false");
        assertThat(client.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("the form");
    }

    private ApiClient client() {
        return new ApiClient(proxy.root().resolve(APPLICATION));
    }

    private URI node(int index) {
        return nodes.get(index).root();
    }

    private List<URI> bothNodes() {
        return nodes.stream().map(ServerNode::root).toList();
    }

    private void sendTo(List<URI> some) {
        proxy.sendTo(some.toArray(URI[]::new));
    }

    private void sendTo(URI one) {
        proxy.sendTo(one);
    }
}
