// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.authorization.GroupSource;
import ee.passkeys.config.Setting;
import ee.passkeys.descriptor.LoginConfig.Method;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.server.Servers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the authentication: the container invokes the passkey mechanism, and the mechanism delegates to the right one.
 *
 * @param method how users sign in
 * @param declared whether {@code web.xml} or a fragment says so, and it is not what the container does by itself
 * @param hostMechanism class of the application's own mechanism, or null
 * @param inOurPlace class of the mechanism that the container takes in place of ours, or null
 * @param payaraMechanism what Payara is told by a context parameter, or null
 */
record LoginChecks(
        Method method,
        boolean declared,
        @Nullable String hostMechanism,
        @Nullable String inOurPlace,
        @Nullable String payaraMechanism) {

    static final String MECHANISM = "mechanism";
    static final String LOGIN = "login";
    static final String PAYARA = "payara-mechanism";
    static final String ENDPOINTS = "endpoints";
    static final String GROUPS = "groups";
    static final String PRINCIPAL = "principal";
    static final String CHANGES = "changes";
    static final String USER_NAMES = "user-names";
    static final String RULES = "rules";

    /**
     * Whether the container asks our mechanism.
     *
     * @param asked whether it has asked about the request that is looked at; true where there is none
     */
    Finding mechanism(boolean asked) {
        if (inOurPlace != null) {
            return wrong(
                    MECHANISM,
                    "The container uses " + inOurPlace + " instead of the passkey mechanism.",
                    Cure.of("in " + inOurPlace + ": use an @Priority below 100000, or remove @Alternative"));
        }
        return asked
                ? fine(MECHANISM, "The container uses the passkey mechanism.")
                : wrong(
                        MECHANISM,
                        "The container did not invoke the passkey mechanism for this request; see the other findings for the cause.",
                        Cure.NONE);
    }

    /** What goes on behind our mechanism. */
    Finding login(String loginPage) {
        if (method == Method.CONTAINER_ONLY) {
            return wrong(
                    LOGIN,
                    "Passkeys are disabled: only the container can perform the auth-method of web.xml (for example CLIENT-CERT).",
                    Cure.of("in WEB-INF/web.xml: <auth-method>FORM</auth-method> or <auth-method>BASIC</auth-method>"));
        }
        if (hostMechanism != null) {
            return fine(LOGIN, "The application's own mechanism, " + hostMechanism + ", stays active beside passkeys.");
        }
        return method == Method.NONE
                ? note(
                        LOGIN,
                        "The application has neither a login-config nor a mechanism; browsers are redirected to "
                                + loginPage + ".",
                        Cure.NONE)
                : fine(
                        LOGIN,
                        (declared ? "The login-config of the application, " : "The default of the container, ") + method
                                + ", stays active beside passkeys.");
    }

    /** Whether Payara is told to take another mechanism. */
    Finding payara(Cures cures) {
        return payaraMechanism == null || payaraMechanism.equals(Cures.OUR_MECHANISM)
                ? fine(PAYARA, "No context parameter names another mechanism.")
                : wrong(
                        PAYARA,
                        Servers.MECHANISM_PARAMETER + " is " + payaraMechanism
                                + ", which Payara uses instead of the passkey mechanism.",
                        cures.payaraMechanism());
    }

    /** Whether the endpoints and pages are there. */
    Finding endpoints(boolean registered, Cures cures) {
        return registered || method == Method.CONTAINER_ONLY
                ? fine(
                        ENDPOINTS,
                        registered
                                ? "Endpoints and pages are at /passkeys/."
                                : "The endpoints are not registered, as intended.")
                : wrong(
                        ENDPOINTS,
                        "The endpoints are missing: the absolute-ordering of web.xml omits " + Cures.FRAGMENT
                                + ", or the server has no supported JAX-RS servlet.",
                        cures.absoluteOrdering());
    }

    /**
     * Where the groups of a passkey login come from.
     *
     * @param lost whether a password was seen to give groups of which a passkey gives none
     * @param compared whether what passwords give is kept
     */
    static Finding groups(GroupSource source, boolean lost, boolean compared, Cures cures) {
        String words = "The groups of a passkey sign-in come from " + source.words() + ".";
        if (lost) {
            return wrong(
                    GROUPS,
                    words + " A password gave groups, and a passkey would give none.",
                    cures.setting(Setting.GROUPS_REMEMBERED.key(), "true"));
        }
        if (source == GroupSource.STORES_WITHIN_PASSWORD && !compared) {
            return wrong(
                    GROUPS,
                    words + " What passwords give is not kept, so that no passkey signs in.",
                    cures.setting(Setting.GROUPS_PARITY.key(), "refuse-more"));
        }
        return switch (source) {
            case CONTAINER ->
                note(
                        GROUPS,
                        "No group source is configured. The container assigns groups by user name; if it assigns none, users have no"
                                + " roles.",
                        Cure.NONE);
            case PASSWORD_ALONE ->
                note(
                        GROUPS,
                        words + " If they give any, users have no roles after a passkey sign-in.",
                        cures.setting(Setting.GROUPS_REMEMBERED.key(), "true"));
            case QUERY, IDENTITY_STORES, STORES_WITHIN_PASSWORD, REALM, REMEMBERED -> fine(GROUPS, words);
        };
    }

    /**
     * Whether callers have a principal of the application's own after a password alone.
     *
     * @param lost its class
     */
    static Optional<Finding> principal(Optional<String> lost) {
        return lost.map(type -> wrong(
                PRINCIPAL,
                "A password gives callers a principal of " + type + ", a passkey one of the container.",
                Cure.of(
                        "in the identity store, or the IdentityStoreHandler: validate(CallerOnlyCredential) that returns a result with a "
                                + type)));
    }

    /** Whether a password alone leads past what asks for a fresh passkey. */
    static Optional<Finding> changes(boolean stepUp, boolean withPasskey, Cures cures) {
        if (!stepUp) {
            return Optional.empty();
        }
        return Optional.of(
                withPasskey
                        ? fine(CHANGES, "Users who have a passkey must use it before they can add another.")
                        : note(
                                CHANGES,
                                "The password of a user is enough to bypass passkeys.step-up: it allows creating a new passkey, which"
                                        + " then serves for the step-up.",
                                cures.setting(Setting.MANAGE_REQUIRES.key(), "passkey")));
    }

    /**
     * Whether rules hold in every spelling of a name that the realm takes.
     *
     * @param exact whether the settings take every spelling for a user of its own
     * @param severalTaken whether the realm has the caller in another spelling, too
     */
    static Finding userNames(boolean exact, boolean severalTaken, Cures cures) {
        if (!exact) {
            return fine(USER_NAMES, "The rules for a user apply to every spelling of the name.");
        }
        return severalTaken
                ? wrong(
                        USER_NAMES,
                        "The realm accepts other spellings of a name although passkeys.user-names is exact: for those spellings, the rules for the user do not apply.",
                        cures.setting(Setting.USER_NAMES.key(), "ignore-case"))
                : fine(USER_NAMES, "Each spelling of a name is a separate user, as in the realm.");
    }

    /**
     * Whether rules that keep callers out outlive a wrong setting. Off by the operator's own switch, they end as well, and the log says so.
     *
     * @param rules whether a fresh passkey is asked for anywhere, or passwords are off
     * @param stops whether an application with a wrong setting does not start
     */
    static Optional<Finding> rules(boolean rules, boolean stops, Cures cures) {
        if (!rules) {
            return Optional.empty();
        }
        return Optional.of(
                stops
                        ? fine(
                                RULES,
                                "The application starts only if it can enforce passkeys.step-up and passkeys.password.")
                        : wrong(
                                RULES,
                                "An invalid setting starts the application without passkeys. Then passkeys.step-up and passkeys.password"
                                        + " are not enforced.",
                                cures.setting(Setting.ON_INVALID_SETTINGS.key(), "fail")));
    }

    /** Whether visitors can make accounts, where the settings say that they can. */
    static Optional<Finding> registration(boolean open, boolean newAccounts, Cures cures) {
        return open && !newAccounts
                ? Optional.of(wrong(
                        "registration",
                        cures.key(Setting.REGISTRATION.key())
                                + "=open has no effect: the application has no NewAccounts bean, which creates the accounts.",
                        cures.setting(Setting.REGISTRATION.key(), "closed")))
                : Optional.empty();
    }
}
