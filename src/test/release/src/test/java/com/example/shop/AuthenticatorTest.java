// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.testkit.SoftAuthenticator;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void usesThePasskeyThatItMade() throws Exception {
        SoftAuthenticator phone = new SoftAuthenticator();
        JsonNode made = phone.create(json.readTree("""
                {"rp": {"id": "shop.example"}, "user": {"id": "AQ"}, "challenge": "Ag",
                 "pubKeyCredParams": [{"type": "public-key", "alg": -7}]}"""), "https://shop.example");

        JsonNode used = phone.get(json.readTree("""
                {"rpId": "shop.example", "challenge": "Aw"}"""), "https://shop.example");

        assertEquals(made.path("id"), used.path("id"));
    }
}
