// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import ee.passkeys.it.Browser;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share one browser in English and one {@link Stage}, which each of them finds empty. */
abstract class OnStage {

    static Stage stage;
    static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        stage = new Stage();
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
        stage.close();
    }

    @BeforeEach
    void clear() {
        stage.reset();
    }
}
