// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** What is booked, by whom. */
@Stateless
@PermitAll
@DeclareRoles({"customer", "accountant", "auditor"})
public class Ledger {

    @Resource
    private SessionContext context;

    @RolesAllowed("accountant")
    public String book() {
        return "booked by " + caller();
    }

    @RolesAllowed("auditor")
    public String close() {
        return "closed by " + caller();
    }

    public String caller() {
        return context.getCallerPrincipal().getName();
    }

    public boolean calledBy(String role) {
        return context.isCallerInRole(role);
    }
}
