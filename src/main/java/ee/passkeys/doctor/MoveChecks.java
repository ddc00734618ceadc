// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;

import ee.passkeys.config.Domain;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.Setting;
import ee.passkeys.credential.sql.FigureStatements.OfRelyingParty;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Checks of a move to another domain: who is left on the old one, and whether anybody was left behind. */
final class MoveChecks {

    static final String NAME = "domain-move";

    private final RelyingParties relyingParties;
    private final boolean asks;
    private final Cures cures;

    /**
     * Takes what the settings say.
     *
     * @param relyingParties the RP IDs
     * @param asks whether the enrollment asks users who need no passkey
     */
    MoveChecks(RelyingParties relyingParties, boolean asks, Cures cures) {
        this.relyingParties = relyingParties;
        this.asks = asks;
        this.cures = cures;
    }

    /** Nothing where every passkey is of a current domain and no other is named. */
    List<Finding> all(List<OfRelyingParty> counted) {
        List<Finding> all = new ArrayList<>();
        for (String previous : new TreeSet<>(relyingParties.previousIds())) {
            all.add(move(
                    previous,
                    counted.stream()
                            .filter(each -> each.rpId().equals(previous))
                            .mapToLong(OfRelyingParty::withNoOther)
                            .sum()));
        }
        counted.stream()
                .filter(each -> relyingParties.domainOf(each.rpId()) == Domain.CLOSED && each.withNoOther() > 0)
                .forEach(each -> all.add(leftBehind(each)));
        return all;
    }

    private Finding move(String previous, long left) {
        if (left == 0) {
            return note(
                    NAME,
                    "Every user with a passkey of " + previous + " also has another one. The old domain can be closed.",
                    Cure.of("# remove this setting, and the origins on " + previous, keyOf(previous)));
        }
        String found = "Users with passkeys of " + previous + " only: " + left + ". They still sign in.";
        return asks
                ? fine(NAME, found + " They are asked for another one after the sign-in.")
                : note(
                        NAME,
                        found + " They are not asked for another one, because " + cures.key(Setting.ENROLLMENT.key())
                                + " is off.",
                        cures.setting(Setting.ENROLLMENT.key(), "page"));
    }

    private Finding leftBehind(OfRelyingParty closed) {
        return note(
                NAME,
                "Users with passkeys of " + closed.rpId() + " only: " + closed.withNoOther()
                        + ". They cannot sign in by passkey, because no setting names the domain. If the application has moved from there, name it as the previous domain.",
                cures.setting(Setting.RP_ID_PREVIOUS.key(), closed.rpId()));
    }

    private String keyOf(String previous) {
        return relyingParties.main().previousId().filter(previous::equals).isPresent()
                ? cures.key(Setting.RP_ID_PREVIOUS.key())
                : cures.key(Setting.RP_ID_PREVIOUS_HOST.key());
    }
}
