// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a customer wants; the number is on the paper form. */
@Entity
public class CustomerOrder {

    @Id
    @Column(name = "order_number")
    private int number;

    @Column(nullable = false)
    private String item;

    @Column(nullable = false)
    private String takenBy;

    protected CustomerOrder() {}

    public CustomerOrder(int number, String item, String takenBy) {
        this.number = number;
        this.item = item;
        this.takenBy = takenBy;
    }

    public int getNumber() {
        return number;
    }

    public String getItem() {
        return item;
    }

    public String getTakenBy() {
        return takenBy;
    }
}
