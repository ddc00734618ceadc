// SPDX-License-Identifier: Apache-2.0
// While an application moves to another domain, the passkeys of both sign in. A browser is asked for those of one domain at a time.
import { usableHere } from './support.js';

const REMEMBERED = 'passkeys-ee.domain';

/** Remembers for which domain a passkey was last used or created in this browser, as long as there is another domain. */
export function rememberDomain(rpId, otherRpId) {
  if (otherRpId) {
    try {
      localStorage.setItem(REMEMBERED, rpId);
    } catch {
      // The previous domain is asked for first, then.
    }
  }
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

/** The other domain, if there is one whose passkeys this browser can use on this page. */
export async function otherDomain({ otherRpId }) {
  return otherRpId && (await usableHere(otherRpId)) ? otherRpId : undefined;
}

/**
 * The other domain, where this browser is to be asked for it first: its passkeys were used here last. Where nothing was used yet, the move
 * has just begun for this user, whose passkeys are of the previous domain, `previousFirst`.
 */
export async function betterDomain(offer, previousFirst) {
  const other = await otherDomain(offer);
  const { rpId } = offer.publicKey;
  if (!other || !(await usableHere(rpId))) {
    return other;
  }
  const last = remembered();
  return last === other || (previousFirst && last !== rpId) ? other : undefined;
}
