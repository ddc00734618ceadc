// SPDX-License-Identifier: Apache-2.0
package com.example.parcels;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The parcels that somebody puts on a van, as long as the page is open. */
@Named
@ViewScoped
public class Parcels implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Depot depot;

    private String next;
    private final List<String> loaded = new ArrayList<>();

    public void load() {
        loaded.add(depot.load(next));
        next = "";
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    public List<String> getLoaded() {
        return loaded;
    }
}
