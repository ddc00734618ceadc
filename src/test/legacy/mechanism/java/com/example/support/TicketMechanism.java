// SPDX-License-Identifier: Apache-2.0
package com.example.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.RememberMe;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** People sign in on any page of ours that has a name and a password with it, and are remembered for a month if they like. */
@ApplicationScoped
@AutoApplySession
@RememberMe(
        cookieName = "SUPPORT",
        cookieMaxAgeSeconds = 2_592_000,
        cookieSecureOnly = false,
        isRememberMeExpression = "#{self.wantsToBeRemembered(httpMessageContext)}")
public class TicketMechanism implements HttpAuthenticationMechanism {

    @Inject
    private IdentityStoreHandler stores;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        String name = request.getParameter("agent");
        String password = request.getParameter("secret");
        if (name != null && password != null) {
            CredentialValidationResult result = stores.validate(new UsernamePasswordCredential(name, password));
            if (result.getStatus() == CredentialValidationResult.Status.VALID) {
                return context.notifyContainerAboutLogin(result);
            }
            response.setHeader("X-Support", "wrong " + name.toLowerCase(Locale.ROOT));
            return context.forward("/signin.html");
        }
        return context.isProtected() ? context.forward("/signin.html") : context.doNothing();
    }

    public boolean wantsToBeRemembered(HttpMessageContext context) {
        return context.getRequest().getParameter("remember") != null;
    }
}
