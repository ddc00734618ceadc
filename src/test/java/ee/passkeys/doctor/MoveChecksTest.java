// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.sql.FigureStatements.OfRelyingParty;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.State;
import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of a move to another domain")
class MoveChecksTest {

    private static final Map<String, String> MOVING =
            Map.of("passkeys.rp.id", "new.example", "passkeys.rp.id.previous", "old.example");
    private static final Map<String, String> MOVED = Map.of("passkeys.rp.id", "new.example");

    @Test
    void saysNothingWhereNothingMoves() {
        assertThat(findings(MOVED, true, of("new.example", 5))).isEmpty();
        assertThat(findings(MOVED, true)).isEmpty();
    }

    @Test
    void saysHowManyUsersAreLeft() {
        Finding left = findings(MOVING, true, of("new.example", 5), of("old.example", 3))
                .get(0);

        assertThat(left.state()).isEqualTo(State.FINE);
        assertThat(left.finding()).startsWith("Users with passkeys of old.example only: 3.");
    }

    @Test
    void saysThatNobodyIsAskedWhereTheEnrollmentIsOff() {
        Finding left = findings(MOVING, false, of("old.example", 3)).get(0);

        assertThat(left.state()).isEqualTo(State.NOTE);
        assertThat(typed(left)).contains("passkeys.enrollment");
    }

    @Test
    void saysThatTheOldDomainCanBeClosed() {
        for (OfRelyingParty[] nobody :
                List.of(new OfRelyingParty[] {}, new OfRelyingParty[] {new OfRelyingParty("old.example", 9, 8, 0)})) {
            Finding done = findings(MOVING, true, nobody).get(0);

            assertThat(done.state()).isEqualTo(State.NOTE);
            assertThat(done.finding()).contains("can be closed");
            assertThat(typed(done)).contains("passkeys.rp.id.previous");
        }
    }

    @Test
    void saysWhoseUsersWereLeftBehind() {
        Finding behind = findings(MOVED, true, of("new.example", 5), of("old.example", 3))
                .get(0);

        assertThat(behind.state()).isEqualTo(State.NOTE);
        assertThat(behind.finding())
                .startsWith("Users with passkeys of old.example only: 3. They cannot sign in by passkey");
        assertThat(typed(behind)).contains("passkeys.rp.id.previous").contains("old.example");
    }

    private static List<Finding> findings(Map<String, String> settings, boolean asks, OfRelyingParty... counted) {
        return new MoveChecks(
                        SettingsReader.read(SettingSource.of(settings)).relyingParties(),
                        asks,
                        new Cures(new ApplicationName("shop")))
                .all(List.of(counted));
    }

    private static String typed(Finding finding) {
        return String.join("\n", finding.cure().on(Servers.OTHER));
    }

    private static OfRelyingParty of(String rpId, long users) {
        return new OfRelyingParty(rpId, users, users, users);
    }
}
