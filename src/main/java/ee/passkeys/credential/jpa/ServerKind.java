// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.util.Map;

/** Supported transaction managers by server. */
enum ServerKind {
    /** Payara and GlassFish. */
    PAYARA(
            "java:appserver/TransactionManager",
            ProviderKind.ECLIPSELINK,
            "Glassfish",
            "org.hibernate.engine.transaction.jta.platform.internal.SunOneJtaPlatform"),
    /** WildFly. */
    WILDFLY(
            "java:jboss/TransactionManager",
            ProviderKind.HIBERNATE,
            "JBoss",
            "org.hibernate.engine.transaction.jta.platform.internal.JBossAppServerJtaPlatform");

    private final String transactionManager;
    private final ProviderKind ownProvider;
    private final String eclipseLinkName;
    private final String hibernatePlatform;

    ServerKind(String transactionManager, ProviderKind ownProvider, String eclipseLinkName, String hibernatePlatform) {
        this.transactionManager = transactionManager;
        this.ownProvider = ownProvider;
        this.eclipseLinkName = eclipseLinkName;
        this.hibernatePlatform = hibernatePlatform;
    }

    /** JNDI name. */
    String transactionManager() {
        return transactionManager;
    }

    ProviderKind ownProvider() {
        return ownProvider;
    }

    /** What a persistence provider must be told to take part in this server's transactions. */
    Map<String, Object> jtaProperties(ProviderKind provider) {
        return switch (provider) {
            case ECLIPSELINK -> Map.of("eclipselink.target-server", eclipseLinkName);
            case HIBERNATE -> Map.of("hibernate.transaction.jta.platform", hibernatePlatform);
        };
    }
}
