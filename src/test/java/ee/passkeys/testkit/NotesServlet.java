// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.annotation.Resource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;

/** A servlet of an old application with a persistence unit of its own, which it does not name: adds a note and counts them. */
@WebServlet("/notes")
public class NotesServlet extends HttpServlet {

    @PersistenceContext
    private EntityManager entities;

    @Resource
    private UserTransaction transaction;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            transaction.begin();
            entities.persist(new Note());
            Long count = entities.createQuery("select count(n) from Note n", Long.class)
                    .getSingleResult();
            response.setHeader("Persistence-Provider", provider());
            transaction.commit();
            response.setContentType("text/plain");
            response.getWriter().print(count + " notes");
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** Where it was loaded from. */
    private String provider() {
        Class<?> provider = entities.getDelegate().getClass();
        return String.valueOf(provider.getProtectionDomain().getCodeSource().getLocation());
    }
}
