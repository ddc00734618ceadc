// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** A resource of an application, which is a bean. */
@Path("greeting")
@RequestScoped
public class GreetingResource {

    @Inject
    Greetings greetings;

    /** Answers. */
    @GET
    public String greet() {
        return greetings.hello();
    }

    /** A bean of the application. */
    @ApplicationScoped
    public static class Greetings {

        String hello() {
            return "hello";
        }
    }

    /** Where the resources of the application are. */
    @ApplicationPath("api")
    public static class Resources extends Application {}
}
