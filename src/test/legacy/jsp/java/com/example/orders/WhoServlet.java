// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** For the help desk: who the server thinks you are. */
public class WhoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final List<String> ROLES = List.of("clerk", "cashier", "manager");

    /** Put in by {@code web.xml}. */
    private transient Counter counter;

    @Inject
    private transient OrderBook book;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("user " + request.getUserPrincipal().getName() + ", remote user " + request.getRemoteUser());
        for (String role : ROLES) {
            out.println(role + " page " + request.isUserInRole(role) + ", counter " + counter.calledBy(role));
        }
        out.println("counter called by " + counter.caller());
        out.println("till " + answer(counter::openTill));
        out.println("safe " + answer(counter::openSafe));
        out.println("tables " + book.tables());
        out.println("basket " + request.getSession().getAttribute("basket"));
        out.println("login " + request.getAuthType());
    }

    private static String answer(Callable<String> call) throws IOException {
        try {
            return call.call();
        } catch (EJBAccessException e) {
            return "refused";
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
