// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import com.google.common.base.Suppliers;
import ee.passkeys.server.Soteria;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OneInstance;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The handler of the identity stores, asked about a caller who brings no password. It answers where it, or a store, takes a {@link
 * CallerOnlyCredential}; what it answers is the container's own rule.
 */
@OneInstance
public class ApplicationHandler {

    private static final System.Logger LOG = ApplicationLog.of(ApplicationHandler.class);

    private final Supplier<Optional<IdentityStoreHandler>> handler;
    private final Supplier<Boolean> own;

    /**
     * Made by the container.
     *
     * @param handlers the handler that mechanisms get
     */
    @Inject
    public ApplicationHandler(Instance<IdentityStoreHandler> handlers) {
        this.handler =
                Suppliers.memoize(() -> handlers.isResolvable() ? Optional.of(handlers.get()) : Optional.empty());
        this.own = Suppliers.memoize(() ->
                handlers.isResolvable() && isOwn(handlers.getHandle().getBean().getBeanClass()));
    }

    /**
     * Whether the application has a handler of its own: which stores it asks, and what it makes of their answers, is known to it alone.
     *
     * @return false where the container's handler goes by the rule of the specification
     */
    public boolean isOwn() {
        return own.get();
    }

    /**
     * What the handler says of a caller by name alone.
     *
     * @param caller the name in the container
     * @return principal and groups; empty where it takes nobody without a password, or answers with another caller
     */
    public Optional<CredentialValidationResult> ask(String caller) {
        try {
            return handler.get()
                    .map(one -> one.validate(new CallerOnlyCredential(caller)))
                    .filter(result -> result.getStatus() == Status.VALID
                            && result.getCallerPrincipal() != null
                            && caller.equals(result.getCallerPrincipal().getName()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No identity store accepts a user without a password", e);
            return Optional.empty();
        }
    }

    /** The container makes its handler a bean of the interface. */
    private static boolean isOwn(Class<?> type) {
        return type != IdentityStoreHandler.class && !Soteria.has(type);
    }
}
