// SPDX-License-Identifier: Apache-2.0
import { call } from './api.js';
import { answered } from './answered.js';
import { credentialJson, requestOptions } from './json.js';
import { checkDomain } from './domain.js';
import { betterDomain, otherDomain, rememberDomain } from './domains.js';
import { secretsOf, withPrf } from './prf.js';
import { signalAcceptedSoon } from './signals.js';
import { signalUnknown } from './support.js';

/** Runs one authentication: asks the server for options, the browser for a passkey, and the server for its verdict. */
export async function assertion({ request, returnTo, signal, immediate, prf, onOtherDomain }) {
  const offer = await begin(request, signal, onOtherDomain);
  return finish(offer, await pick({ ...offer, immediate, prf }, signal), returnTo);
}

/**
 * Begins a ceremony at the server. During a move to another domain, it is for the passkeys of the domain that `request` names as `rpId`, or
 * else of the one that fits this browser; `onOtherDomain` then hears of the other one.
 */
export async function begin(request, signal, onOtherDomain) {
  const options = (rpId) => call('POST', 'authentication/options', { ...request, ...(rpId && { rpId }) }, signal);
  const first = await options();
  if (!first.otherRpId || request.rpId) {
    return first;
  }
  const better = await betterDomain(first, request.purpose !== 'step-up');
  const offer = better ? await options(better) : first;
  const other = await otherDomain(offer);
  if (other) {
    onOtherDomain?.(other);
  }
  return offer;
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
export async function finish({ ceremony, publicKey, otherRpId }, picked, returnTo) {
  const credential = credentialJson(picked);
  try {
    const verdict = await call('POST', 'authentication/verify', { ceremony, credential, ...(returnTo && { returnTo }) });
    rememberDomain(publicKey.rpId, otherRpId);
    await signalAcceptedSoon();
    return { ...verdict, attachment: credential.authenticatorAttachment, ...secretsOf(picked) };
  } catch (problem) {
    if (problem.unknownCredential) {
      signalUnknown(publicKey.rpId, credential.id);
    }
    throw problem;
  }
}
