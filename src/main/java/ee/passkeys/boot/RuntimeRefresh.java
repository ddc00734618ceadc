// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.RuntimeSettings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.sql.RuntimeSettingStatements;
import ee.passkeys.credential.sql.RuntimeSettingStatements.Change;
import ee.passkeys.value.UserBase;
import java.util.List;

/** Refreshes what a node knows of settings that were changed while the application runs. */
final class RuntimeRefresh {

    private final RuntimeSettings settings;
    private final UserBase users;

    RuntimeRefresh(RuntimeSettings settings, UserBase users) {
        this.settings = settings;
        this.users = users;
    }

    /** Asks the database. What it does not answer changes nothing. */
    void refresh(PasskeyTransactions store) {
        List<Change> changes = store.<List<Change>, RuntimeException>read(
                stored -> new RuntimeSettingStatements(stored.sql(), users).all());
        settings.know(RuntimeSettingStatements.texts(changes));
    }
}
