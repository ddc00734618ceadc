// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import ee.passkeys.value.ApplicationLog;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The constraints that servlets have by {@code @ServletSecurity}.
 *
 * @param found the annotations
 * @param readable false where a class could not be loaded
 */
record ServletAnnotations(List<ServletSecurity> found, boolean readable) {

    private static final System.Logger LOG = ApplicationLog.of(ServletAnnotations.class);

    /** Of all servlets, which are registered when the application has started. */
    static ServletAnnotations of(ServletContext context) {
        List<ServletSecurity> found = new ArrayList<>();
        boolean readable = true;
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            String name = servlet.getClassName();
            try {
                ServletSecurity security = name == null
                        ? null
                        : Class.forName(name, false, context.getClassLoader()).getAnnotation(ServletSecurity.class);
                if (security != null) {
                    found.add(security);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "The servlet " + name + " cannot be looked at", e);
                readable = false;
            }
        }
        return new ServletAnnotations(List.copyOf(found), readable);
    }

    boolean treatMethodsAlike() {
        return readable && found.stream().allMatch(one -> one.httpMethodConstraints().length == 0);
    }

    boolean needCallers() {
        return found.stream()
                .anyMatch(one -> needsCallers(one.value())
                        || Stream.of(one.httpMethodConstraints()).anyMatch(ServletAnnotations::needsCallers));
    }

    private static boolean needsCallers(HttpConstraint constraint) {
        return constraint.rolesAllowed().length > 0 || constraint.value() == EmptyRoleSemantic.DENY;
    }

    private static boolean needsCallers(HttpMethodConstraint constraint) {
        return constraint.rolesAllowed().length > 0 || constraint.emptyRoleSemantic() == EmptyRoleSemantic.DENY;
    }
}
