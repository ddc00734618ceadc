// SPDX-License-Identifier: Apache-2.0
/**
 * All that differs between application servers, one class a server: how it is recognized, its commands, its transaction manager and
 * persistence provider, and how it performs a login of {@code web.xml}. A new server is one new class, named in {@link ee.passkeys.server.Servers}.
 */
@NullMarked
package ee.passkeys.server;

import org.jspecify.annotations.NullMarked;
