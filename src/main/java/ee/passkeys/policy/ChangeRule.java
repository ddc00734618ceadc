// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import ee.passkeys.config.Settings;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyTransactions;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rule for changing passkeys: whether the user must have used a passkey recently. Who has none yet makes the first one with what there is,
 * the password.
 */
public final class ChangeRule {

    private final boolean withPasskey;
    private final Rollout rollout;
    private final PasskeyTransactions store;
    private final UnaryOperator<String> spelling;

    /**
     * Takes what the operator wants.
     *
     * @param settings all settings
     * @param rollout which passkeys can be signed in with
     * @param store the stored passkeys
     * @param spelling how the realm that has a user spells the name
     */
    public ChangeRule(Settings settings, Rollout rollout, PasskeyTransactions store, UnaryOperator<String> spelling) {
        this.withPasskey = settings.ceremonies().changeWithPasskey();
        this.rollout = rollout;
        this.store = store;
        this.spelling = spelling;
    }

    /**
     * Tells whether a recent sign-in is not enough.
     *
     * @param caller the name in the container
     * @param host the host of the request, as the server knows it
     * @return true for who has a passkey that can be signed in with, where the settings ask for one
     */
    public boolean needsPasskey(String caller, String host) {
        return withPasskey && (hasPasskey(caller, host) || hasPasskey(spelling.apply(caller), host));
    }

    /**
     * Tells whether a user could confirm with a passkey, whatever the settings ask for.
     *
     * @param caller the name in the container
     * @param host the host of the request, as the server knows it
     * @return false for who has none that can be signed in with
     */
    public boolean hasPasskey(String caller, String host) {
        return rollout.at(host).hasUsable(store.<List<Passkey>, RuntimeException>transact(stored -> stored.of(caller)));
    }
}
