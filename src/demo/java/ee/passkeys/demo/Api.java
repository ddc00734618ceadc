// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The demo's own JAX-RS application, which the endpoints of the passkeys leave alone. */
@ApplicationPath("/api")
public class Api extends Application {}
