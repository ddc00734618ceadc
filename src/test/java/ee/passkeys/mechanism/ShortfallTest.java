// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a password gives and a passkey does not")
class ShortfallTest {

    private final Map<String, Object> session = new HashMap<>();
    private Set<String> withoutPassword = Set.of();
    private boolean makesPrincipal;
    private boolean fails;
    private Principal told;
    private String signedIn = "ann";
    private final Shortfall shortfall = new Shortfall(new Stub());

    @Test
    void isNoGroupWhereThePasswordGivesNone() {
        look("ann");

        assertThat(shortfall.losesGroups()).isFalse();
        assertThat(Shortfall.isOfCaller(request())).isFalse();
    }

    @Test
    void areGroupsThatNobodyKnowsWithoutIt() {
        look("ann", "clerk");

        assertThat(shortfall.losesGroups()).isTrue();
        assertThat(Shortfall.isOfCaller(request())).isTrue();
        signedIn = "eve";
        assertThat(Shortfall.isOfCaller(request())).isFalse();
    }

    @Test
    void areNoGroupsOnceSomebodyGetsThemWithoutIt() {
        look("ann", "clerk");
        withoutPassword = Set.of("clerk");
        look("ann", "clerk");

        assertThat(shortfall.losesGroups()).isFalse();
        assertThat(Shortfall.isOfCaller(request())).isFalse();
    }

    @Test
    void isAPrincipalOfTheApplicationThatNoStoreMakesByName() {
        look(new Clerk());
        assertThat(shortfall.lostPrincipal()).contains(Clerk.class.getName());
    }

    @Test
    void isNoPrincipalThatAStoreMakesOrTheContainer() {
        makesPrincipal = true;
        look(new Clerk());
        look(new CallerPrincipal("ann"));
        assertThat(shortfall.lostPrincipal()).isEmpty();
    }

    @Test
    void isInNobodysWayWhereItCannotBeFoundOut() {
        fails = true;
        look("ann", "clerk");

        assertThat(shortfall.losesGroups()).isFalse();
    }

    private void look(String caller, String... groups) {
        shortfall.look(caller, Set.of(groups), request(), context());
    }

    private void look(Principal principal) {
        told = principal;
        shortfall.look("ann", Set.of(), request(), context());
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class);
    }

    private HttpMessageContext context() {
        return proxy(HttpMessageContext.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                ShortfallTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getSession" -> proxy(HttpSession.class);
                    case "getCallerPrincipal" -> told;
                    case "getUserPrincipal" -> new CallerPrincipal(signedIn);
                    case "getAttribute" -> session.get(arguments[0]);
                    case "setAttribute" -> session.put(String.valueOf(arguments[0]), arguments[1]);
                    case "removeAttribute" -> session.remove(arguments[0]);
                    default -> null;
                }));
    }

    private static final class Clerk extends CallerPrincipal {

        private static final long serialVersionUID = 1L;

        Clerk() {
            super("ann");
        }
    }

    private final class Stub extends Admission {

        @Override
        boolean givesGroups(String caller, Set<String> byPassword, CallbackHandler container) {
            if (fails) {
                throw new IllegalStateException("nobody can be asked");
            }
            return withoutPassword.containsAll(byPassword);
        }

        @Override
        boolean makesPrincipal(String caller, Class<?> type) {
            return makesPrincipal;
        }
    }
}
