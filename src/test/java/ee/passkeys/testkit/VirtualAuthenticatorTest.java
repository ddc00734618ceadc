// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

@DisplayName("@VirtualAuthenticator")
class VirtualAuthenticatorTest {

    private static final List<String> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void isPluggedInWhileATestRuns() {
        run(OnAClass.class).testEvents().assertStatistics(all -> all.succeeded(1));

        assertThat(SEEN)
                .containsExactly(
                        "before", "usb, keeps true, can verify true, verified false", "test", "unplugged", "after");
    }

    @Test
    void isRemovedAfterATestThatFails() {
        run(Failing.class).testEvents().assertStatistics(all -> all.failed(1));

        assertThat(SEEN).containsExactly("internal, keeps true, can verify true, verified true", "unplugged");
    }

    @Test
    void isAnotherOneOnEachParameter() {
        run(OnParameters.class).testEvents().assertStatistics(all -> all.succeeded(1));

        assertThat(SEEN)
                .containsExactly(
                        "internal, keeps true, can verify true, verified true",
                        "usb, keeps false, can verify false, verified true",
                        "unplugged",
                        "unplugged");
    }

    @Test
    void isTheSameForAMethodAndItsParameter() {
        run(OnAMethod.class).testEvents().assertStatistics(all -> all.succeeded(1));

        assertThat(SEEN).hasSize(2);
    }

    @Test
    void countsForTestsOfANestedClass() {
        run(WithANestedClass.Inner.class).testEvents().assertStatistics(all -> all.succeeded(1));

        assertThat(SEEN).hasSize(2);
    }

    @Test
    void doesNotFailATestThatClosesItsBrowser() {
        run(ClosingItsBrowser.class).testEvents().assertStatistics(all -> all.succeeded(1));
    }

    @Test
    void saysWhatItNeeds() {
        run(WithoutABrowser.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .singleElement()
                .extracting(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .asString()
                .contains("needs a field of " + WithoutABrowser.class.getName(), "ChromeDriver");
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    /** Notes what becomes of its authenticators. */
    private static final class Noting implements HasVirtualAuthenticator {

        private boolean closed;

        @Override
        public org.openqa.selenium.virtualauthenticator.VirtualAuthenticator addVirtualAuthenticator(
                VirtualAuthenticatorOptions options) {
            SEEN.add("%s, keeps %s, can verify %s, verified %s"
                    .formatted(
                            options.toMap().get("transport"),
                            options.toMap().get("hasResidentKey"),
                            options.toMap().get("hasUserVerification"),
                            options.toMap().get("isUserVerified")));
            return null;
        }

        @Override
        public void removeVirtualAuthenticator(
                org.openqa.selenium.virtualauthenticator.VirtualAuthenticator authenticator) {
            if (closed) {
                throw new NoSuchSessionException("closed");
            }
            SEEN.add("unplugged");
        }
    }

    @VirtualAuthenticator(transport = Transport.USB, verifies = false)
    static class OnAClass {

        private HasVirtualAuthenticator browser;

        @BeforeEach
        void open() {
            SEEN.add("before");
            browser = new Noting();
        }

        @Test
        void runs() {
            assertThat(browser).isNotNull();
            SEEN.add("test");
        }

        @AfterEach
        void close() {
            SEEN.add("after");
        }
    }

    static class Failing {

        private static final HasVirtualAuthenticator BROWSER = new Noting();

        @Test
        @VirtualAuthenticator
        void fails() {
            throw new IllegalStateException(BROWSER.toString());
        }
    }

    static class OnParameters {

        final HasVirtualAuthenticator browser = new Noting();

        @Test
        void runs(
                @VirtualAuthenticator Authenticator laptop,
                @VirtualAuthenticator(transport = Transport.USB, keepsPasskeys = false, canVerify = false)
                        Authenticator key) {
            assertThat(laptop).isNotSameAs(key);
        }
    }

    static class OnAMethod {

        final HasVirtualAuthenticator browser = new Noting();

        @Test
        @VirtualAuthenticator
        void runs(Authenticator phone) {
            assertThat(phone).isNotNull();
        }
    }

    @VirtualAuthenticator
    static class WithANestedClass {

        final HasVirtualAuthenticator browser = new Noting();

        @Nested
        class Inner {

            @Test
            void runs(Authenticator phone) {
                assertThat(phone).isNotNull();
            }
        }
    }

    @VirtualAuthenticator
    static class ClosingItsBrowser {

        final Noting browser = new Noting();

        @Test
        void closes() {
            browser.closed = true;
        }
    }

    @VirtualAuthenticator
    static class WithoutABrowser {

        @Test
        void runs() {}
    }
}
