// SPDX-License-Identifier: Apache-2.0
import { call } from './api.js';
import { answered } from './answered.js';
import { credentialJson, requestOptions } from './json.js';
import { checkDomain } from './domain.js';
import { secretsOf, withPrf } from './prf.js';
import { signalAcceptedSoon } from './signals.js';
import { signalUnknown } from './support.js';

/** Runs one authentication: asks the server for options, the browser for a passkey, and the server for its verdict. */
export async function assertion({ request, returnTo, signal, immediate, prf }) {
  const offer = await begin(request, signal);
  return finish(offer, await pick({ ...offer, immediate, prf }, signal), returnTo);
}

/** Begins a ceremony at the server. */
export function begin(request, signal) {
  return call('POST', 'authentication/options', request, signal);
}

/** Has the user pick a passkey, and prove with it. */
export async function pick({ publicKey, mediation, immediate, prf }, signal) {
  await checkDomain(publicKey.rpId);
  return answered(signal, () => {
    const options = { publicKey: withPrf(requestOptions(publicKey), prf), ...(immediate ? { uiMode: 'immediate' } : { signal }) };
    return navigator.credentials.get(mediation ? { ...options, mediation } : options);
  });
}

/** Has the server judge the proof. */
export async function finish({ ceremony, publicKey }, picked, returnTo) {
  const credential = credentialJson(picked);
  try {
    const verdict = await call('POST', 'authentication/verify', { ceremony, credential, ...(returnTo && { returnTo }) });
    await signalAcceptedSoon();
    return { ...verdict, attachment: credential.authenticatorAttachment, ...secretsOf(picked) };
  } catch (problem) {
    if (problem.unknownCredential) {
      signalUnknown(publicKey.rpId, credential.id);
    }
    throw problem;
  }
}
