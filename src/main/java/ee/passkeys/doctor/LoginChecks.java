// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.caller.LoginConfig.Method;
import ee.passkeys.config.Setting;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.mechanism.GroupSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signs callers in: whether the container asks our mechanism, and what goes on behind it.
 *
 * @param method what {@code web.xml} says
 * @param hostMechanism class of the application's own mechanism, or null
 * @param inOurPlace class of the mechanism that the container takes in place of ours, or null
 * @param payaraMechanism what Payara is told by a context parameter, or null
 */
record LoginChecks(
        Method method,
        @Nullable String hostMechanism,
        @Nullable String inOurPlace,
        @Nullable String payaraMechanism) {

    static final String MECHANISM = "mechanism";
    static final String LOGIN = "login";
    static final String PAYARA = "payara-mechanism";
    static final String ENDPOINTS = "endpoints";
    static final String GROUPS = "groups";
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
                    "The container takes " + inOurPlace + " in place of the mechanism of passkeys.",
                    Cure.of("in " + inOurPlace + ": an @Priority below 100000, or no @Alternative"));
        }
        return asked
                ? fine(MECHANISM, "The container's mechanism is that of passkeys.")
                : wrong(
                        MECHANISM,
                        "The container has not asked the mechanism of passkeys about this request; what else is wrong says why.",
                        Cure.NONE);
    }

    /** What goes on behind our mechanism. */
    Finding login(String loginPage) {
        if (method == Method.CONTAINER_ONLY) {
            return wrong(
                    LOGIN,
                    "There are no passkeys: web.xml has an auth-method that only the container can do, and it is left to it.",
                    Cure.of("in WEB-INF/web.xml: <auth-method>FORM</auth-method> or <auth-method>BASIC</auth-method>"));
        }
        if (hostMechanism != null) {
            return fine(LOGIN, "The application's own mechanism, " + hostMechanism + ", goes on behind passkeys.");
        }
        return method == Method.NONE
                ? note(
                        LOGIN,
                        "The application has neither login-config nor a mechanism; browsers are led to " + loginPage
                                + ".",
                        Cure.NONE)
                : fine(LOGIN, "The login of web.xml, " + method + ", goes on behind passkeys.");
    }

    /** Whether Payara is told to take another mechanism. */
    Finding payara(Cures cures) {
        return payaraMechanism == null || payaraMechanism.equals(Cures.OUR_MECHANISM)
                ? fine(PAYARA, "No context parameter names another mechanism.")
                : wrong(
                        PAYARA,
                        Cures.PAYARA_MECHANISM + " is " + payaraMechanism
                                + ", which Payara takes in place of the mechanism of passkeys.",
                        cures.payaraMechanism());
    }

    /** Whether the endpoints and pages are there. */
    Finding endpoints(boolean registered, Cures cures) {
        return registered || method == Method.CONTAINER_ONLY
                ? fine(
                        ENDPOINTS,
                        registered ? "Endpoints and pages are at /passkeys/." : "There are none, as it should be.")
                : wrong(
                        ENDPOINTS,
                        "The endpoints are not there: the absolute-ordering of web.xml leaves " + Cures.FRAGMENT
                                + " out, or the server has no JAX-RS servlet that we know.",
                        cures.absoluteOrdering());
    }

    /** Where the groups of a passkey login come from. */
    static Finding groups(GroupSource source) {
        String words = "The groups of a passkey login come from " + source.words() + ".";
        return source == GroupSource.CONTAINER
                ? note(GROUPS, words + " Where that is nobody, callers have no roles.", Cure.NONE)
                : fine(GROUPS, words);
    }

    /** Whether a password alone leads past what asks for a fresh passkey. */
    static Optional<Finding> changes(boolean stepUp, boolean withPasskey, Cures cures) {
        if (!stepUp) {
            return Optional.empty();
        }
        return Optional.of(
                withPasskey
                        ? fine(CHANGES, "Who has a passkey can make others only after using it.")
                        : note(
                                CHANGES,
                                "passkeys.step-up asks for a fresh passkey, but whoever knows the password of a caller can make a"
                                        + " new passkey and use that one.",
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
            return fine(USER_NAMES, "What restricts a user holds in every spelling of the name.");
        }
        return severalTaken
                ? wrong(
                        USER_NAMES,
                        "passkeys.user-names=exact, but the realm takes other spellings of a name: in those, no rule for the user holds.",
                        cures.setting(Setting.USER_NAMES.key(), "ignore-case"))
                : fine(USER_NAMES, "Every spelling of a name is a user of its own, as in the realm.");
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
                        ? fine(RULES, "The application does not start without passkeys.step-up and passkeys.password.")
                        : wrong(
                                RULES,
                                "With a wrong setting the application starts without passkeys, and then neither passkeys.step-up nor"
                                        + " passkeys.password keeps out a caller who has only the password.",
                                cures.setting(Setting.ON_INVALID_SETTINGS.key(), "fail")));
    }

    /** Whether visitors can make accounts, where the settings say that they can. */
    static Optional<Finding> registration(boolean open, boolean newAccounts, Cures cures) {
        return open && !newAccounts
                ? Optional.of(wrong(
                        "registration",
                        cures.key(Setting.REGISTRATION.key())
                                + "=open has no effect: there is no NewAccounts bean that makes the accounts.",
                        cures.setting(Setting.REGISTRATION.key(), "closed")))
                : Optional.empty();
    }
}
