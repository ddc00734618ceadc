// SPDX-License-Identifier: Apache-2.0
package com.example.support;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** What is done at the desk, by whom. */
@Stateless
@PermitAll
@DeclareRoles({"agent", "trainer", "head"})
public class Desk {

    @Resource
    private SessionContext context;

    @RolesAllowed("trainer")
    public String teach() {
        return "taught by " + caller();
    }

    @RolesAllowed("head")
    public String dismiss() {
        return "dismissed by " + caller();
    }

    public String caller() {
        return context.getCallerPrincipal().getName();
    }

    public boolean calledBy(String role) {
        return context.isCallerInRole(role);
    }
}
