// SPDX-License-Identifier: Apache-2.0
package org.glassfish.security.common;

import java.security.Principal;

/** A group as Payara puts it into the subject of a caller, under its name. */
public record Group(String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
