// SPDX-License-Identifier: Apache-2.0
// WebAuthn's JSON forms: the browser's own methods, and the same done by hand for browsers that lack them.

/** What `navigator.credentials.create` takes, from its JSON form. */
export function creationOptions(json) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  }
  return {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    ...descriptors(json, 'excludeCredentials'),
  };
}

/** What `navigator.credentials.get` takes, from its JSON form. */
export function requestOptions(json) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  }
  return { ...json, challenge: bytes(json.challenge), ...descriptors(json, 'allowCredentials') };
}

/** The JSON form of what the authenticator answered. */
export function credentialJson(credential) {
  return typeof credential.toJSON === 'function' ? nativeJson(credential) : ownJson(credential);
}

// Some password managers put a credential of their own in the browser's place, whose toJSON throws.
function nativeJson(credential) {
  try {
    return credential.toJSON();
  } catch {
    return ownJson(credential);
  }
}

function ownJson(credential) {
  const { response } = credential;
  const common = {
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    clientExtensionResults: written(credential.getClientExtensionResults?.() ?? {}),
  };
  if (credential.authenticatorAttachment) {
    common.authenticatorAttachment = credential.authenticatorAttachment;
  }
  return { ...common, response: response.attestationObject ? attestation(response) : assertion(response) };
}

function attestation(response) {
  const json = {
    clientDataJSON: base64url(response.clientDataJSON),
    attestationObject: base64url(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  };
  const key = response.getPublicKey?.();
  return {
    ...json,
    ...(response.getAuthenticatorData && { authenticatorData: base64url(response.getAuthenticatorData()) }),
    ...(response.getPublicKeyAlgorithm && { publicKeyAlgorithm: response.getPublicKeyAlgorithm() }),
    ...(key && { publicKey: base64url(key) }),
  };
}

function assertion(response) {
  return {
    clientDataJSON: base64url(response.clientDataJSON),
    authenticatorData: base64url(response.authenticatorData),
    signature: base64url(response.signature),
    ...(response.userHandle?.byteLength && { userHandle: base64url(response.userHandle) }),
  };
}

function descriptors(json, member) {
  return json[member] ? { [member]: json[member].map((each) => ({ ...each, id: bytes(each.id) })) } : {};
}

// Results of extensions may hold bytes at any depth.
function written(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    return base64url(value);
  }
  if (Array.isArray(value)) {
    return value.map(written);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
  }
  return value;
}

function bytes(base64urlText) {
  const binary = atob(base64urlText.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

function base64url(buffer) {
  const view = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  const binary = Array.from(view, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
