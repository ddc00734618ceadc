// SPDX-License-Identifier: Apache-2.0

/** Whether this browser can use passkeys on this page at all. */
export function supported() {
  return (
    window.isSecureContext &&
    typeof window.PublicKeyCredential === 'function' &&
    typeof navigator.credentials?.create === 'function' &&
    typeof navigator.credentials?.get === 'function'
  );
}

/** Whether the browser can offer passkeys in the autofill of an input. */
export function autofillSupported() {
  return asked(() => PublicKeyCredential.isConditionalMediationAvailable?.());
}

/** Whether the browser can make a passkey unasked, right after a login with a saved password. */
export function upgradeSupported() {
  return asked(async () => (await PublicKeyCredential.getClientCapabilities?.())?.conditionalCreate);
}

/** Whether the browser can say at once that there is no passkey on this device. */
export function immediateSupported() {
  return asked(async () => (await PublicKeyCredential.getClientCapabilities?.())?.immediateGet);
}

/** Whether a passkey can be kept on this device. */
export function deviceSupported() {
  return asked(() => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.());
}

/** Whether the browser can use here the passkeys of another domain, which names this one as related. */
export function relatedOriginsSupported() {
  return asked(async () => (await PublicKeyCredential.getClientCapabilities?.())?.relatedOrigins);
}

/** Whether passkeys of that domain can be used here: it is this one or above, or the browser asks it whether this one is related. */
export async function usableHere(rpId) {
  const { hostname } = location;
  return !rpId || hostname === rpId || hostname.endsWith(`.${rpId}`) || relatedOriginsSupported();
}

async function asked(question) {
  try {
    return supported() && (await question()) === true;
  } catch {
    return false;
  }
}

/** Whether the browser tells password managers that a passkey is of no use any more. */
export function signals() {
  return typeof window.PublicKeyCredential?.signalUnknownCredential === 'function';
}

/**
 * Tells the authenticators that a passkey is of no use here, so that they stop offering it. Nobody waits for it, and nobody
 * hears of a failure: it is a courtesy. Whether the browser was asked.
 */
export function signalUnknown(rpId, credentialId) {
  try {
    PublicKeyCredential.signalUnknownCredential({ rpId: rpId ?? location.hostname, credentialId })?.catch(() => {});
    return true;
  } catch {
    return false;
  }
}
