// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

/** What the classes of an application show of how it signs its users in. */
public enum AuthFeature {
    /** It has an authentication mechanism, written by itself or made from an annotation. */
    MECHANISM("authentication/mechanism/http/", "HttpAuthenticationMechanism", "AuthenticationMechanismDefinition;"),
    /** It has an identity store, written by itself or made from an annotation. */
    IDENTITY_STORE("identitystore/", "IdentityStore", "IdentityStoreDefinition;");

    private static final String SECURITY = "jakarta/security/enterprise/";

    private final String prefix;
    private final String type;
    private final String annotation;

    AuthFeature(String path, String type, String annotation) {
        this.prefix = SECURITY + path;
        this.type = type;
        this.annotation = annotation;
    }

    /** Whether a text of a constant pool is the name of the interface, or describes one of the annotations. */
    boolean isIn(String text) {
        return text.equals(prefix + type) || (text.startsWith("L" + prefix) && text.endsWith(annotation));
    }
}
