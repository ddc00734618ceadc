// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** A resource of an application. */
@Path("greeting")
public class GreetingResource {

    /** Answers. */
    @GET
    public String greet() {
        return "hello";
    }

    /** Where the resources of the application are. */
    @ApplicationPath("api")
    public static class Resources extends Application {}
}
