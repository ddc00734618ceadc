// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.concurrent.Callable;

/** For the help desk: who the server thinks you are. */
@Path("who")
@RequestScoped
public class WhoResource {

    @Inject
    private Ledger ledger;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest request;

    @GET
    @Produces("text/plain;charset=UTF-8")
    public String who() throws Exception {
        StringBuilder out = new StringBuilder();
        out.append("user " + security.getUserPrincipal().getName() + ", remote user " + request.getRemoteUser() + "\n");
        for (String role : List.of("customer", "accountant", "auditor")) {
            out.append(role + " page " + security.isUserInRole(role) + ", ledger " + ledger.calledBy(role) + "\n");
        }
        out.append("ledger called by " + ledger.caller() + "\n");
        out.append("book " + answer(ledger::book) + "\n");
        out.append("close " + answer(ledger::close) + "\n");
        return out.append("login " + request.getAuthType() + "\n").toString();
    }

    private static String answer(Callable<String> call) throws Exception {
        try {
            return call.call();
        } catch (EJBAccessException e) {
            return "refused";
        }
    }
}
