// SPDX-License-Identifier: Apache-2.0
package com.example.parcels;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** What is done in the depot, by whom. */
@Stateless
@PermitAll
public class Depot {

    @Resource
    private SessionContext context;

    @RolesAllowed("loader")
    public String load(String parcel) {
        return parcel + " by " + caller();
    }

    @RolesAllowed("boss")
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
