// SPDX-License-Identifier: Apache-2.0
import { answered } from './answered.js';
import { call } from './api.js';
import { resumeAutofill, stopAutofill } from './autofill.js';
import { checkDomain } from './domain.js';
import { rememberDomain } from './domains.js';
import { creationOptions, credentialJson } from './json.js';
import { assertion } from './assertion.js';
import { labelOf } from './label.js';
import { go } from './navigation.js';
import { secretsOf, withPrf } from './prf.js';
import { PasskeyProblem } from './problem.js';
import { immediateSupported, signalUnknown, supported, upgradeSupported } from './support.js';

/** Signs in with a passkey the user picks, or with one of `name`'s, and goes where the server says. */
export async function signIn({ name, returnTo, hints } = {}) {
  const outcome = await authenticate({ name, returnTo, hints });
  go(outcome.returnTo);
  return outcome;
}

/**
 * Signs in like `signIn`, but stays on the page. `hints`: kinds of authenticator to prefer, such as `security-key`. `immediate`: where
 * the browser can, only with a passkey on this device, or not at all, without asking. `prf`: `{ first, second? }`, salts as bytes, for which the outcome has
 * secrets of the authenticator under `prf`, which the server does not get. While the application moves to another domain: `rpId`, the domain
 * of the passkeys to ask for; without it, `onOtherDomain` hears for which other one the user may be asked instead.
 */
export function authenticate({ name, returnTo, hints, immediate, prf, rpId, onOtherDomain } = {}) {
  const request = { ...(name && { name }), ...(hints && { hints }), ...(rpId && { rpId }) };
  return alone(async () =>
    assertion({ request, returnTo, prf, onOtherDomain, immediate: immediate && !name && (await immediateSupported()) }));
}

/** Has the user confirm with a passkey, for what asks for a recent proof. `rpId` and `onOtherDomain` as for `authenticate`. */
export function stepUp({ returnTo, rpId, onOtherDomain } = {}) {
  return alone(() => assertion({ request: { purpose: 'step-up', ...(rpId && { rpId }) }, returnTo, onOtherDomain }));
}

/**
 * Makes a passkey: for who is signed in, or, with a `name`, together with a new account. `hints` and `prf` as for `authenticate`, where
 * `prf` may also be `true`, to hear whether there will be secrets.
 */
export function create({ name, displayName, label, hints, prf } = {}) {
  const account = name ? { name, ...(displayName && { displayName }) } : {};
  // The server looks at the label before there is a key.
  const request = { ...account, ...(label && { label }), ...(hints && { hints }) };
  return alone(() => registration({ request, label, prf }));
}

/**
 * Makes a passkey without asking, right after a login with a saved password, where browser and password manager agree to it.
 * The new passkey, or `null`: whatever goes wrong, the user has not asked for anything and is told nothing.
 */
export async function upgrade() {
  try {
    return (await upgradeSupported()) ? await alone(() => registration({ request: { mediation: 'conditional' } })) : null;
  } catch (problem) {
    tellOnce(problem.cause ?? problem);
    return null;
  }
}

let told = false;

// For who looks for the reason: most often a browser that cannot make a passkey without asking, or a password that was not saved.
function tellOnce({ name, message }) {
  if (!told) {
    told = true;
    console.info(`No passkey was created unasked: ${name}: ${message}`);
  }
}

// The browser runs one ceremony at a time, so an offer by autofill ends before a dialog, and is made anew if that fails.
async function alone(ceremony) {
  if (!supported()) {
    throw new PasskeyProblem(window.isSecureContext ? 'unsupported' : 'insecure');
  }
  const interrupted = await stopAutofill();
  if (interrupted?.outcome) {
    // A passkey from autofill was accepted in this very moment: the page is already leaving.
    throw new PasskeyProblem('aborted');
  }
  try {
    return await ceremony();
  } catch (problem) {
    resumeAutofill(interrupted);
    throw problem;
  }
}

async function registration({ request, label, prf }) {
  const { ceremony, publicKey, mediation, otherRpId } = await call('POST', 'registration/options', request);
  const answer = await made(publicKey, mediation, prf);
  const credential = credentialJson(answer);
  try {
    const passkey = await call('POST', 'registration/verify', { ceremony, credential, label: label || labelOf(credential) });
    rememberDomain(publicKey.rp?.id, otherRpId);
    return { ...passkey, ...secretsOf(answer) };
  } catch (problem) {
    if (surelyNotSaved(problem)) {
      signalUnknown(publicKey.rp?.id, credential.id);
    }
    throw problem.code === 'network' ? new PasskeyProblem('network-after-create', { cause: problem }) : problem;
  }
}

// How long a browser may think about a passkey that nobody has asked for. Some never answer, and somebody may be waiting.
const UNASKED = 4000;

async function made(publicKey, mediation, prf) {
  await checkDomain(publicKey.rp?.id);
  const signal = mediation ? AbortSignal.timeout(UNASKED) : undefined;
  return answered(signal, () => {
    const options = { publicKey: withPrf(creationOptions(publicKey), prf) };
    return navigator.credentials.create(mediation ? { ...options, mediation, signal } : options);
  });
}

// Not where the passkey may be stored after all: an earlier try that got through, an answer that was lost.
function surelyNotSaved({ status, code }) {
  const refused = status >= 400 && status < 500;
  const mayBeSaved = code === 'passkey-exists' || code === 'ceremony-spent';
  return (refused && !mayBeSaved) || code === 'temporarily-unavailable';
}
