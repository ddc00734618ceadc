// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import ee.passkeys.api.AccountStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** All users but one may sign in. */
@ApplicationScoped
public class ActiveUsers implements AccountStatus {

    @Override
    public boolean isActive(String caller) {
        return !caller.equals("mallory");
    }
}
