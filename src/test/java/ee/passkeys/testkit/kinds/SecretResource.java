// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Is for users only, by the constraint on all pages. */
@Path("secret")
public class SecretResource {

    @GET
    public String secret() {
        return "the secret";
    }
}
