// SPDX-License-Identifier: Apache-2.0
package com.example.parcels;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** For the help desk: who the server thinks you are. */
@WebServlet("/app/who")
@DeclareRoles({"driver", "loader", "boss"})
public class WhoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Depot depot;

    @Inject
    private transient SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("user " + request.getUserPrincipal().getName() + ", remote user " + request.getRemoteUser()
                + ", caller " + security.getCallerPrincipal().getName());
        for (String role : List.of("driver", "loader", "boss")) {
            out.println(role + " page " + request.isUserInRole(role) + ", caller " + security.isCallerInRole(role)
                    + ", depot " + depot.calledBy(role));
        }
        out.println("depot called by " + depot.caller());
        out.println("load " + answer(() -> depot.load("one")));
        out.println("close " + answer(depot::close));
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
