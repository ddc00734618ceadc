// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.Proofs;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sign-in by passkey")
class PasskeyLoginTest {

    @Test
    void isRefusedWithALineOfItsOwnWhereTheGroupsCannotBeRead() {
        IllegalStateException failure = new IllegalStateException(
                "the query of passkeys.groups.query failed", new SQLException("no table STAFF"));

        List<String> lines = refused(credential -> credential.endWith(new PasskeyCredential.Failed(failure)));

        assertThat(lines).singleElement().asString().contains("\"bob\"", "passkeys.groups.query", "no table STAFF");
    }

    @Test
    void isRefusedWithoutALineWhereTheCallerMayNotComeIn() {
        List<PasskeyEvent> events = new ArrayList<>();
        SecurityContext container = fake(
                SecurityContext.class,
                arguments -> credential(arguments)
                        .ifPresent(credential -> credential.endWith(new PasskeyCredential.Refused("bob is locked"))));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> signIn(new PasskeyLogin(container, null, events::add)))
                .matches(refusal -> refusal.failure() == ProblemCode.AUTHENTICATION_FAILED);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        PasskeyEvent.Refused.class,
                        refused -> assertThat(refused.detail()).isEqualTo("bob is locked"));
    }

    @Test
    void isRefusedAsTheContainersFaultWhereTheContainerSaysNothing() {
        assertThat(refused(credential -> {}))
                .singleElement()
                .asString()
                .contains("the container rejected the user \"bob\"");
    }

    private static List<String> refused(Consumer<PasskeyCredential> mechanism) {
        SecurityContext container = fake(SecurityContext.class, arguments -> {
            credential(arguments).ifPresent(mechanism);
        });
        return logged(() -> assertThatExceptionOfType(ContainerRefusedException.class)
                .isThrownBy(() -> signIn(new PasskeyLogin(container, null, event -> {}))));
    }

    private static void signIn(PasskeyLogin login) throws ProblemException, ContainerRefusedException {
        login.signIn(
                Proofs.of("bob", new MemoryPasskeyStore()),
                fake(HttpServletRequest.class, arguments -> {}),
                fake(HttpServletResponse.class, arguments -> {}));
    }

    private static Optional<PasskeyCredential> credential(Object[] arguments) {
        return arguments != null && arguments[arguments.length - 1] instanceof AuthenticationParameters parameters
                ? Optional.of((PasskeyCredential) parameters.getCredential())
                : Optional.empty();
    }

    /** One that does that and answers nothing. */
    private static <T> T fake(Class<T> type, Consumer<Object[]> does) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    does.accept(arguments);
                    return null;
                }));
    }

    private static List<String> logged(Runnable work) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(PasskeyLogin.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }
}
