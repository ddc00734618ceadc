// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Handlers of identity stores for tests. */
public final class Handlers {

    private Handlers() {}

    /** The container's handler, which takes nobody without a password. */
    public static ApplicationHandler none() {
        return handler(false, () -> CredentialValidationResult.NOT_VALIDATED_RESULT);
    }

    /** A handler that says the same of everybody. */
    public static ApplicationHandler handler(boolean own, Supplier<CredentialValidationResult> answer) {
        IdentityStoreHandler handler = credential -> answer.get();
        Bean<?> bean = (Bean<?>) Proxy.newProxyInstance(
                Handlers.class.getClassLoader(),
                new Class<?>[] {Bean.class},
                (self, method, arguments) -> own ? Handlers.class : IdentityStoreHandler.class);
        Object handle = Proxy.newProxyInstance(
                Handlers.class.getClassLoader(),
                new Class<?>[] {Instance.Handle.class},
                (self, method, arguments) -> bean);
        @SuppressWarnings("unchecked")
        Instance<IdentityStoreHandler> all = (Instance<IdentityStoreHandler>) Proxy.newProxyInstance(
                Handlers.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "isResolvable" -> true;
                    case "getHandle" -> handle;
                    default -> handler;
                });
        return new ApplicationHandler(all);
    }
}
