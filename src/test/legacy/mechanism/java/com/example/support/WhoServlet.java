// SPDX-License-Identifier: Apache-2.0
package com.example.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Objects;
import com.google.common.collect.ImmutableList;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

/** For the help desk: who the server thinks you are, and what it is made of. */
@WebServlet({"/desk/who", "/who"})
public class WhoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Desk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("user "
                + (request.getUserPrincipal() == null
                        ? null
                        : request.getUserPrincipal().getName()) + ", remote user " + request.getRemoteUser());
        for (String role : ImmutableList.of("agent", "trainer", "head", "clerk")) {
            out.println(role + " page " + request.isUserInRole(role) + ", desk " + desk.calledBy(role));
        }
        out.println("desk called by " + desk.caller());
        out.println("teach " + answer(desk::teach));
        out.println("dismiss " + answer(desk::dismiss));
        out.println("login " + request.getAuthType());
        // Guava has lost this method in version 21.
        out.println("guava " + Objects.firstNonNull(archive(ImmutableList.class), "?"));
        ObjectMapper json = new ObjectMapper();
        out.println("jackson " + json.version() + " " + archive(ObjectMapper.class) + " "
                + json.writeValueAsString(Map.of("umlaut", "ü")));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private static String archive(Class<?> type) {
        return String.valueOf(type.getProtectionDomain().getCodeSource().getLocation())
                .replaceFirst("[/!]*$", "")
                .replaceFirst(".*/", "");
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
