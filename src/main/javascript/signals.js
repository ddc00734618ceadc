// SPDX-License-Identifier: Apache-2.0
// What password managers are told of passkeys and their owner. A courtesy: nobody hears of a failure.
import { passkeys } from './api.js';

// How long a sign-in waits for it, in milliseconds.
const PATIENCE = 400;

function able(name) {
  return typeof window.PublicKeyCredential?.[name] === 'function';
}

function quietly(signal) {
  try {
    signal()?.catch(() => {});
  } catch {
    // Not here, then.
  }
}

/**
 * Tells which passkeys the server has of who is signed in, so that no others are offered. `all` is the whole list, with those that are
 * disabled: they may be enabled again.
 */
export function signalAccepted(all) {
  if (!able('signalAllAcceptedCredentials')) {
    return;
  }
  for (const { rpId, userId } of ownersOf(all)) {
    const own = all.filter((each) => each.rpId === rpId && each.userHandle === userId);
    const allAcceptedCredentialIds = own.map(({ id }) => id);
    quietly(() => PublicKeyCredential.signalAllAcceptedCredentials({ rpId, userId, allAcceptedCredentialIds }));
  }
}

// One, but for passkeys of an earlier RP ID.
function ownersOf(all) {
  const owners = all.filter(({ userHandle }) => userHandle).map(({ rpId, userHandle }) => [`${rpId} ${userHandle}`, { rpId, userId: userHandle }]);
  return [...new Map(owners).values()];
}

/** The same after a sign-in, which waits for it only a moment: the page is left then. */
export async function signalAcceptedSoon() {
  if (able('signalAllAcceptedCredentials')) {
    const told = passkeys().then(signalAccepted, () => {});
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }
}

/** Tells the name of who is signed in, after the application has changed it. Whether there was something to tell it of. */
export async function signalUser({ name, displayName = name }) {
  const all = able('signalCurrentUserDetails') ? await passkeys() : [];
  const owners = ownersOf(all);
  owners.forEach((owner) => quietly(() => PublicKeyCredential.signalCurrentUserDetails({ ...owner, name, displayName })));
  return owners.length > 0;
}
