// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

/**
 * Transactions of a server.
 *
 * @param transactionManager JNDI name of its transaction manager
 * @param eclipseLink what EclipseLink calls the server ({@code eclipselink.target-server})
 * @param hibernate class by which Hibernate takes part ({@code hibernate.transaction.jta.platform})
 */
public record JtaPlatform(String transactionManager, String eclipseLink, String hibernate) {}
