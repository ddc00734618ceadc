// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.credential.Secret;
import ee.passkeys.testkit.MemoryPasskeyStore;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The secrets of a node")
class SecretsTest {

    private final MemoryPasskeyStore store = new MemoryPasskeyStore();

    @Test
    void areTheSameOnAllNodes() {
        Secret first = SharedSecrets.in(store).newest();

        assertThat(SharedSecrets.in(store).newest()).isEqualTo(first);
    }

    @Test
    void areRandom() {
        Secret other = SharedSecrets.in(new MemoryPasskeyStore()).newest();

        assertThat(SharedSecrets.in(store).newest().bytes()).hasSize(32).isNotEqualTo(other.bytes());
    }

    @Test
    void areReadAgainForOneThatAnotherNodeHasAdded() {
        Secrets secrets = SharedSecrets.in(store);
        Secret first = secrets.newest();
        Secret added =
                new Secret("2", SharedSecrets.filledWith(2), Instant.now().plusSeconds(60));
        store.transact(stored -> {
            stored.addSecret(added);
            return added;
        });

        assertThat(secrets.find("2")).contains(added);
        assertThat(secrets.newest()).isEqualTo(added);
        assertThat(secrets.oldest()).isEqualTo(first);
    }

    @Test
    void areNotReadAgainForAnIdThatNoNodeGives() {
        Secrets secrets = SharedSecrets.in(store);
        secrets.newest();
        int before = store.transactions();

        assertThat(secrets.find("no secret's id")).isEmpty();
        assertThat(store.transactions()).isEqualTo(before);
    }

    @Test
    void areThoseOfTheSettingsAlone() {
        Secrets secrets = SharedSecrets.of(SharedSecrets.filledWith(1), SharedSecrets.filledWith(2));

        assertThat(secrets.newest().base64Url()).isEqualTo(SharedSecrets.filledWith(1));
        assertThat(secrets.oldest().base64Url()).isEqualTo(SharedSecrets.filledWith(2));
        assertThat(secrets.find("1")).isEmpty();
    }
}
