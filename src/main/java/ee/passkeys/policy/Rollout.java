// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.Enrollment;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.value.UserBase;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Rollout rules of the settings for one user. Nothing is looked up here, and nothing is kept. */
public final class Rollout {

    /** One may be lost, and there is still a way in. */
    private static final int ENOUGH = 2;

    private final Supplier<RolloutSettings> current;
    private final RelyingParties relyingParties;

    /** Of the passkeys that count. */
    private final Set<String> rpIds;

    private final UserBase users;

    /**
     * Takes what the operator wants.
     *
     * @param settings all settings
     */
    public Rollout(Settings settings) {
        this(settings, settings::rollout);
    }

    /**
     * Takes what the operator wants, which may change.
     *
     * @param settings all settings
     * @param current the settings of the rollout in force
     */
    public Rollout(Settings settings, Supplier<RolloutSettings> current) {
        this(
                current,
                settings.relyingParties(),
                settings.relyingParties().ids(),
                settings.storage().userBase());
    }

    private Rollout(
            Supplier<RolloutSettings> current, RelyingParties relyingParties, Set<String> rpIds, UserBase users) {
        this.current = current;
        this.relyingParties = relyingParties;
        this.rpIds = rpIds;
        this.users = users;
    }

    /**
     * Returns the rules for a request, for which the passkeys of the relying party at its host count. At a host where there is none all count,
     * as in a rollout that no host was given for: a client that names another host gains nothing by it.
     *
     * @param host the host of the request, as the server knows it
     * @return the same rules
     */
    public Rollout at(String host) {
        Set<String> here = relyingParties.idsAt(host);
        return here.isEmpty() ? this : new Rollout(current, relyingParties, here, users);
    }

    /**
     * Returns the level of a user: the strictest of the user's groups, else the general one.
     *
     * @param isIn whether the caller is in a group of that name
     * @return the level
     */
    public Level levelOf(Predicate<String> isIn) {
        return settings().groups().entrySet().stream()
                .filter(group -> isIn.test(group.getKey()))
                .map(Map.Entry::getValue)
                .max(Level::compareTo)
                .orElse(settings().level());
    }

    /**
     * Returns the level of a user whose groups are not known yet.
     *
     * @return the lowest that the caller may turn out to have
     */
    public Level lowestLevel() {
        return Collections.min(settings().levels());
    }

    /**
     * Tells whether the level of a user is {@code off}, whatever roles of the application the user has, which nobody knows before the sign-in.
     *
     * @param groups all groups of the user
     * @return false where a role could make it another level
     */
    public boolean isOff(Set<String> groups) {
        boolean raisedByRole = settings().groups().entrySet().stream()
                .anyMatch(group -> group.getValue() != Level.OFF && !groups.contains(group.getKey()));
        return !raisedByRole && levelOf(groups::contains) == Level.OFF;
    }

    /**
     * Tells whether any level is {@code off}.
     *
     * @return false where nobody's level can be {@link Level#OFF}
     */
    public boolean isOffForSome() {
        return settings().levels().contains(Level.OFF);
    }

    /**
     * Tells whether the password of a user may be rejected.
     *
     * @param caller the name in the container
     * @return false where it always is
     */
    public boolean mayRefusePasswordOf(String caller) {
        return settings().passwordOffWhenSafe() && !isBreakGlass(caller);
    }

    /**
     * Tells whether the passkeys of a user replace the password: two, or one that is backed up. What cannot be signed in with does not
     * count: a disabled one, and one of another RP ID; and one that nobody has signed in with yet may be of somebody who only had a
     * session.
     *
     * @param caller the name in the container
     * @param passkeys all that the caller has
     * @return true to refuse the password of a caller who may sign in with them
     */
    public boolean refusesPassword(String caller, List<Passkey> passkeys) {
        List<Passkey> used = usable(passkeys).stream()
                .filter(passkey -> passkey.lastUsedAt() != null)
                .toList();
        return mayRefusePasswordOf(caller)
                && (used.size() >= ENOUGH || used.stream().anyMatch(Passkey::backedUp));
    }

    /**
     * Tells whether a user can sign in with a passkey.
     *
     * @param passkeys all that the caller has
     * @return false where none of them is usable: disabled ones, and those of another RP ID
     */
    public boolean hasUsable(List<Passkey> passkeys) {
        return !usable(passkeys).isEmpty();
    }

    /**
     * Returns the key of a user for records.
     *
     * @param caller the name in the container
     * @return the same text for all spellings that the user base takes for the same user
     */
    public String key(String caller) {
        return users.key(caller);
    }

    /**
     * Returns the key of a user for records of what counts at a host.
     *
     * @param caller the name in the container
     * @return as {@link #key}, of this user with these passkeys
     */
    public String keyHere(String caller) {
        return relyingParties.several() ? key(caller) + "\n" + String.join(",", new TreeSet<>(rpIds)) : key(caller);
    }

    /**
     * Tells whether an account is an emergency account.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return true for those that the settings name
     */
    public boolean isBreakGlass(String caller) {
        return settings().breakGlass().stream().anyMatch(name -> users.same(name, caller));
    }

    /**
     * Returns the request for a user to create a passkey.
     *
     * @param caller the name in the container
     * @param level the caller's
     * @param passkeys all that the caller has
     * @param offer what is known from before
     * @param now the time
     * @return empty for who has a passkey already, or may have none. A caller whose passkeys are all of an RP ID from before can skip it
     *     without a deadline: they still sign in
     */
    public Optional<EnrollmentPrompt> invitation(
            String caller, Level level, List<Passkey> passkeys, Optional<EnrollmentRecord> offer, Instant now) {
        boolean signsIn = hasUsable(passkeys);
        if (level == Level.OFF || (signsIn && !areOfPreviousAlone(passkeys))) {
            return Optional.empty();
        }
        boolean silent = settings().enrollment() == Enrollment.SILENT;
        if (signsIn) {
            return Optional.of(new EnrollmentPrompt(true, silent, Optional.empty(), true));
        }
        if (level == Level.OFFER || isBreakGlass(caller)) {
            return Optional.of(new EnrollmentPrompt(true, silent, Optional.empty()));
        }
        Instant deadline = offer.map(EnrollmentRecord::requiredSince)
                .orElse(now)
                .plus(settings().grace());
        return Optional.of(new EnrollmentPrompt(now.isBefore(deadline), silent, Optional.of(deadline)));
    }

    /**
     * Tells whether the request is due.
     *
     * @param invitation what the caller would be asked for
     * @param offer what is known from before
     * @param now the time
     * @return false to leave the caller alone, this time or for good
     */
    public boolean isDue(EnrollmentPrompt invitation, Optional<EnrollmentRecord> offer, Instant now) {
        if (!invitation.required() && settings().enrollment() == Enrollment.OFF) {
            return false;
        }
        if (!invitation.skippable() || offer.isEmpty()) {
            return true;
        }
        EnrollmentRecord last = offer.get();
        if (invitation.required() && last.requiredSince() == null) {
            return true;
        }
        boolean declined = last.declined() && !invitation.required() && !invitation.moves();
        return !declined && !now.isBefore(last.askedAt().plus(settings().again()));
    }

    /**
     * Returns the settings in force.
     *
     * @return those that are written, or as they were changed
     */
    public RolloutSettings settings() {
        return current.get();
    }

    private boolean areOfPreviousAlone(List<Passkey> passkeys) {
        Set<String> previous = relyingParties.previousIds();
        return usable(passkeys).stream().allMatch(passkey -> previous.contains(passkey.rpId()));
    }

    private List<Passkey> usable(List<Passkey> passkeys) {
        return passkeys.stream()
                .filter(passkey -> !passkey.disabled() && rpIds.contains(passkey.rpId()))
                .toList();
    }
}
