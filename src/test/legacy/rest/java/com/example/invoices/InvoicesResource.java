// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** Reads and takes invoices. */
@Path("invoices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InvoicesResource {

    @Context
    private SecurityContext security;

    @GET
    public List<Invoice> all() {
        Invoice invoice = new Invoice();
        invoice.setIssuedBy(security.getUserPrincipal().getName());
        return List.of(invoice);
    }

    /** Gives back what was understood. */
    @POST
    public Map<String, Invoice> add(Invoice invoice) {
        invoice.setIssuedBy(security.getUserPrincipal().getName());
        return Map.of("taken", invoice);
    }
}
