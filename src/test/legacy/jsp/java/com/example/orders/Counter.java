// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.ejb.SessionContext;

/** Where clerks stand; {@code ejb-jar.xml} says who may do what. */
public class Counter {

    private SessionContext context;

    public String caller() {
        return context.getCallerPrincipal().getName();
    }

    public boolean calledBy(String role) {
        return context.isCallerInRole(role);
    }

    public String openTill() {
        return "open for " + caller();
    }

    public String openSafe() {
        return "open for " + caller();
    }
}
