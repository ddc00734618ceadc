// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Where the directory is, as the operator says it. */
@Named
@ApplicationScoped
public class Directory {

    public String getUrl() {
        return System.getProperty("invoices.directory");
    }
}
