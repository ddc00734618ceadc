// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;

/**
 * Check of the security domain on WildFly: it invokes mechanisms and accepts the users that they name.
 *
 * @param domain the security domain that the application has, such as {@code other}
 * @param sight what WildFly's management says of it
 */
record SecurityDomainCheck(String domain, Sight sight) {

    static final String NAME = "integrated-jaspi";

    /** Visible state of the domain. */
    enum Sight {
        /** The management does not show it to applications. */
        HIDDEN,
        /** There is none of that name, so that no mechanism is asked. */
        ABSENT,
        /** It asks no mechanisms. */
        NO_MECHANISMS,
        /** It takes only callers whom it knows itself. */
        INTEGRATED,
        /** It takes any caller whom a mechanism names. */
        OPEN
    }

    /**
     * What that means.
     *
     * @param identityStores whether the users live in the application, where the domain does not know them
     */
    Finding finding(boolean identityStores, Cures cures) {
        String it = "The security domain \"" + domain + "\" of WildFly ";
        return switch (sight) {
            case HIDDEN ->
                note(
                        NAME,
                        it + "is not visible from here. " + wanted(identityStores),
                        Cure.of("/subsystem=undertow/application-security-domain=" + domain + ":read-resource"));
            case ABSENT ->
                wrong(
                        NAME,
                        it + "does not exist, so WildFly invokes no mechanism.",
                        cures.securityDomain(domain, identityStores));
            case NO_MECHANISMS ->
                wrong(NAME, it + "has enable-jaspi=false, so WildFly invokes no mechanism.", cures.mechanisms(domain));
            case INTEGRATED ->
                identityStores
                        ? wrong(
                                NAME,
                                it + "has integrated-jaspi=true and rejects users that only the application knows.",
                                cures.identityStores(domain))
                        : fine(NAME, it + "knows the users, and rejects all others.");
            case OPEN ->
                identityStores
                        ? fine(NAME, it + "accepts the users of the application.")
                        : note(NAME, it + "accepts every user that a mechanism names.", Cure.NONE);
        };
    }

    private static String wanted(boolean identityStores) {
        return "integrated-jaspi should be " + (identityStores ? "false: the users are in the application." : "true.");
    }
}
