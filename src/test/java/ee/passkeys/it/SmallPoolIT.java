// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 64 at once want what two connections have to give, and the application's own code wants them, too. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A pool of two connections")
@Tag("server")
class SmallPoolIT {

    private static final int CLIENTS = 64;

    /** How often each signs in. */
    private static final int TIMES = 3;

    private static final String SETTINGS = """
            passkeys.registration=open
            passkeys.login-page=/login
            passkeys.home=/user/
            passkeys.rate-limit.per-address=100000
            passkeys.data-source=%s
            """.formatted(SharedPool.NAME);

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive demoOnASmallPool() {
        return DemoIT.named("small-pool.war")
                .addAsLibrary(h2())
                .addClass(SharedPool.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties");
    }

    /** Payara has one, WildFly shows its own to nobody. */
    private static File h2() {
        return new File(JdbcDataSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void isEnoughForManyAtOnce() throws Exception {
        List<SoftAuthenticator> phones = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            phones.add(new SoftAuthenticator());
        }

        atOnce("sign-ups", 1, 201, i -> client().newAccount("pool" + i, phones.get(i)));
        atOnce("logins", TIMES, 200, i -> client().signIn(phones.get(i)));
    }

    private void atOnce(String what, int times, int status, Work work) throws Exception {
        long begun = System.nanoTime();
        List<Callable<ApiClient.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < CLIENTS * times; i++) {
            int number = i % CLIENTS;
            calls.add(() -> work.run(number));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<ApiClient.Answer> answer : threads.invokeAll(calls, 2, TimeUnit.MINUTES)) {
            statuses.add(answer.get().status());
        }
        System.out.printf(
                "%d %s by %d clients at once on 2 connections in %d ms, all answered %d: %s%n",
                statuses.size(),
                what,
                CLIENTS,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                status,
                statuses.stream().allMatch(each -> each == status));
        assertThat(statuses).containsOnly(status);
    }

    private interface Work {
        ApiClient.Answer run(int number);
    }

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
