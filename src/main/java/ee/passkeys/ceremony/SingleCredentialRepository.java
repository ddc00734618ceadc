// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import ee.passkeys.credential.Passkey;
import ee.passkeys.value.Base64Url;
import java.util.Optional;
import java.util.Set;

/** Credential repository for the library with one passkey and its owner. */
final class SingleCredentialRepository implements CredentialRepository {

    private final Passkey passkey;
    private final ByteArray id;
    private final ByteArray owner;

    SingleCredentialRepository(Passkey passkey) {
        this.passkey = passkey;
        this.id = new ByteArray(passkey.id().bytes());
        this.owner = new ByteArray(passkey.owner().bytes());
    }

    @Override
    public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
        boolean theirs = username.equals(passkey.caller());
        return theirs ? Set.of(PublicKeyCredentialDescriptor.builder().id(id).build()) : Set.of();
    }

    @Override
    public Optional<ByteArray> getUserHandleForUsername(String username) {
        return username.equals(passkey.caller()) ? Optional.of(owner) : Optional.empty();
    }

    @Override
    public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
        return userHandle.equals(owner) ? Optional.of(passkey.caller()) : Optional.empty();
    }

    @Override
    public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
        return credentialId.equals(id) && userHandle.equals(owner) ? Optional.of(credential()) : Optional.empty();
    }

    @Override
    public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
        return credentialId.equals(id) ? Set.of(credential()) : Set.of();
    }

    @SuppressWarnings("deprecation") // backupEligible is marked so as an experiment, not because it goes
    private RegisteredCredential credential() {
        return RegisteredCredential.builder()
                .credentialId(id)
                .userHandle(owner)
                .publicKeyCose(new ByteArray(Base64Url.decode(passkey.publicKey())))
                .signatureCount(passkey.signatureCount())
                .backupEligible(passkey.backupEligible())
                .build();
    }
}
