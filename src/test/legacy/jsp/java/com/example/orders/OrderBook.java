// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The orders in the database. */
@ApplicationScoped
@Transactional
public class OrderBook {

    public CustomerOrder write(int number, String item, String takenBy) {
        return entities().merge(new CustomerOrder(number, item, takenBy));
    }

    public void tear(int number) {
        entities()
                .createQuery("DELETE FROM CustomerOrder o WHERE o.number = :number")
                .setParameter("number", number)
                .executeUpdate();
    }

    public List<CustomerOrder> takenBy(String clerk) {
        return entities()
                .createQuery(
                        "SELECT o FROM CustomerOrder o WHERE o.takenBy = :clerk ORDER BY o.number", CustomerOrder.class)
                .setParameter("clerk", clerk)
                .getResultList();
    }

    /** The name of the unit, by what it manages. */
    public String tables() {
        return entities().getMetamodel().getEntities().stream()
                .map(type -> type.getName())
                .sorted()
                .toList()
                .toString();
    }

    /** As {@code web.xml} has it, of the only unit there is. */
    private static EntityManager entities() {
        try {
            return InitialContext.doLookup("java:comp/env/persistence/orders");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
