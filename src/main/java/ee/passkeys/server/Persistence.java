// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

/** Class names of the persistence providers that servers bring. */
public final class Persistence {

    /** EclipseLink, of Payara and GlassFish. */
    public static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    /** Hibernate, of WildFly. */
    public static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";

    private Persistence() {}
}
