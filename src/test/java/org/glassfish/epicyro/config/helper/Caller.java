// SPDX-License-Identifier: Apache-2.0
package org.glassfish.epicyro.config.helper;

import java.security.Principal;

/** What GlassFish puts into the subject of a caller whose groups it finds later, under its name. */
public record Caller() implements Principal {

    @Override
    public String getName() {
        return "ann";
    }
}
