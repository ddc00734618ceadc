// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.Groups;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;

/**
 * Authentication exchange of one request: the request, and how to notify the container of its user. One goes by the mechanism of Jakarta
 * Security, another by Jakarta Authentication itself.
 */
interface AuthenticationExchange {

    /** The current request, by whatever stands in front of it. */
    HttpServletRequest request();

    /** The option of Jakarta Authentication, chapter 3.8.1. */
    String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";

    /** Its response. */
    HttpServletResponse response();

    /** Where the container puts the caller. */
    Subject caller();

    /** Puts another request in the place of the current one. */
    void replace(HttpServletRequest request);

    /** Request, response and options, as Jakarta Authentication passes them. */
    MessageInfo message();

    /** What the container is told beside the caller, by the names of Jakarta Authentication. */
    @SuppressWarnings("unchecked") // Jakarta Authentication declares a raw map
    default Map<String, Object> options() {
        return message().getMap();
    }

    /** Whether the container requires a caller for the request. */
    default boolean isProtected() {
        return Boolean.parseBoolean(String.valueOf(options().get(MANDATORY)));
    }

    /**
     * Tells the container of a caller by name.
     */
    AuthenticationStatus notifyContainer(String caller, Groups groups);

    /**
     * Tells the container of a caller by a principal, for those that make nothing good of a name.
     */
    AuthenticationStatus notifyContainer(Principal caller, Groups groups);

    /** The way by the mechanism. */
    static AuthenticationExchange of(HttpMessageContext context) {
        return new AuthenticationExchange() {
            @Override
            public HttpServletRequest request() {
                return context.getRequest();
            }

            @Override
            public HttpServletResponse response() {
                return context.getResponse();
            }

            @Override
            public Subject caller() {
                return context.getClientSubject();
            }

            @Override
            public void replace(HttpServletRequest request) {
                context.setRequest(request);
            }

            @Override
            public MessageInfo message() {
                return context.getMessageInfo();
            }

            @Override
            public AuthenticationStatus notifyContainer(String caller, Groups groups) {
                return context.notifyContainerAboutLogin(caller, groups.told().orElse(null));
            }

            @Override
            public AuthenticationStatus notifyContainer(Principal caller, Groups groups) {
                return context.notifyContainerAboutLogin(caller, groups.told().orElse(null));
            }
        };
    }
}
