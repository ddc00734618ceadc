// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** A server in a comparison: how its users make passkeys and sign in, and what it has taken of the processor. */
interface Contestant extends AutoCloseable {

    /** Its name in the table. */
    String name();

    /** The process of its server. */
    ServerProcess process();

    /** The time that processors have worked for it since its start. */
    default Duration cpuTime() {
        return process().cpuTime();
    }

    /** Where its pages are, with a slash at the end. */
    URI root();

    /** Makes a user with a passkey. */
    void enroll(String name, SoftAuthenticator phone);

    /** The path at which a sign-in begins. */
    String optionsPath();

    /** The request that begins one, without headers. */
    default HttpRequest.Builder begin() {
        return HttpRequest.newBuilder(root().resolve(optionsPath())).POST(BodyPublishers.ofString("{}"));
    }

    /** The path at which it ends. */
    String verifyPath();

    /** The options of the answer for the authenticator. */
    JsonNode options(JsonNode answer);

    /** The body that ends a sign-in. */
    ObjectNode body(JsonNode begun, ObjectNode credential);

    /** The origin in what the authenticator signs. */
    default String origin() {
        return root().getScheme() + "://" + root().getAuthority();
    }

    @Override
    void close();
}
