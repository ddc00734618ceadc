// SPDX-License-Identifier: Apache-2.0
// WebAuthn's JSON forms: the browser's own methods, and the same done by hand where they are missing or do not work.
import { withoutSecrets } from './prf.js';
import { PasskeyProblem } from './problem.js';

/** What `navigator.credentials.create` takes, from its JSON form. */
export function creationOptions(json) {
  return read(() => PublicKeyCredential.parseCreationOptionsFromJSON(json)) ?? {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    ...descriptors(json, 'excludeCredentials'),
  };
}

/** What `navigator.credentials.get` takes, from its JSON form. */
export function requestOptions(json) {
  return read(() => PublicKeyCredential.parseRequestOptionsFromJSON(json)) ?? {
    ...json,
    challenge: bytes(json.challenge),
    ...descriptors(json, 'allowCredentials'),
  };
}

/** The JSON form of what the authenticator answered. Throws a `PasskeyProblem` where even what must be there cannot be read. */
export function credentialJson(credential) {
  const native = read(() => JSON.parse(JSON.stringify(credential.toJSON())));
  return withoutSecrets(isWhole(native) ? native : ownJson(credential));
}

// Password managers put objects of their own in the browser's place. Their methods may be the browser's, which throw there
// ("Illegal invocation"), or leave out what they should give: so each part is read by itself, and is missing where it cannot be.
function read(part) {
  try {
    return part();
  } catch {
    return undefined;
  }
}

function isWhole(json) {
  const answers = (...names) => names.every((name) => typeof json.response?.[name] === 'string');
  const named = typeof json?.id === 'string' && json.rawId === json.id && json.type === 'public-key';
  return named && answers('clientDataJSON') && (answers('attestationObject') || answers('authenticatorData', 'signature'));
}

function ownJson(credential) {
  const response = read(() => credential.response);
  const rawId = read(() => base64url(credential.rawId)) ?? read(() => credential.id);
  const json = {
    id: rawId,
    rawId,
    type: 'public-key',
    clientExtensionResults: read(() => plain(credential.getClientExtensionResults())) ?? {},
    authenticatorAttachment: read(() => credential.authenticatorAttachment) ?? undefined,
    response: read(() => response.attestationObject) ? attestation(response) : assertion(response),
  };
  if (!isWhole(json)) {
    throw new PasskeyProblem('malformed-credential');
  }
  return json;
}

function attestation(response) {
  return {
    clientDataJSON: read(() => base64url(response.clientDataJSON)),
    attestationObject: read(() => base64url(response.attestationObject)),
    transports: read(() => response.getTransports().map(String)) ?? [],
    authenticatorData: read(() => base64url(response.getAuthenticatorData())),
    publicKeyAlgorithm: read(() => response.getPublicKeyAlgorithm()),
    publicKey: read(() => base64url(response.getPublicKey())),
  };
}

function assertion(response) {
  return {
    clientDataJSON: read(() => base64url(response.clientDataJSON)),
    authenticatorData: read(() => base64url(response.authenticatorData)),
    signature: read(() => base64url(response.signature)),
    userHandle: read(() => base64url(response.userHandle)),
  };
}

function descriptors(json, member) {
  return json[member] ? { [member]: json[member].map((each) => ({ ...each, id: bytes(each.id) })) } : {};
}

// Results of extensions may hold bytes at any depth.
function plain(value) {
  if (isBytes(value)) {
    return base64url(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  }
  return value;
}

// Not by instanceof: what an extension made belongs to another world, with an ArrayBuffer of its own.
function isBytes(value) {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function bytes(base64urlText) {
  const binary = atob(base64urlText.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

// No text for no bytes: a user handle may be null, or empty.
function base64url(buffer) {
  if (!isBytes(buffer) || buffer.byteLength === 0) {
    return undefined;
  }
  const view = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  const binary = Array.from(view, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
