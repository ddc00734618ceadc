// SPDX-License-Identifier: Apache-2.0
package com.example.support;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The old door, from before there was a mechanism: signs in by the server itself, and out. */
@WebServlet({"/in", "/out"})
public class DoorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        String said;
        try {
            if (request.getServletPath().equals("/in")) {
                request.login(request.getParameter("user"), request.getParameter("word"));
            } else {
                request.logout();
            }
            said = "done";
        } catch (ServletException e) {
            said = "refused";
        }
        response.getWriter()
                .println(said + " " + request.getRemoteUser() + " clerk " + request.isUserInRole("clerk") + " agent "
                        + request.isUserInRole("agent"));
    }
}
