// SPDX-License-Identifier: Apache-2.0
// Who signed in with a phone or a security key is offered a passkey on this device, now and then.
import { enrollment } from './api.js';
import { button, element } from './dom.js';
import { deviceSupported } from './support.js';

const REMEMBERED = 'passkeys-ee.local-offer';
const TWO_WEEKS = 14 * 24 * 60 * 60;

/** Whether to offer it after this sign-in: the passkey is elsewhere, this device can keep one, and the user has not just said no here. */
export async function offersLocal({ attachment }) {
  return attachment === 'cross-platform' && !isTooSoon() && deviceSupported();
}

/** The offer, with an answer that goes on to `href`. */
export async function localOffer(say, href, goOn) {
  const seconds = await enrollment().then(({ interval }) => interval ?? TWO_WEEKS, () => TWO_WEEKS);
  const offer = element('div', { class: 'passkey-local', 'data-passkey': 'local-offer' },
    element('h2', { class: 'passkey-local-title', tabindex: '-1' }, say('local-title')),
    element('p', { class: 'passkey-local-text' }, say('local-lead')),
    element('passkey-create', { 'return-to': href }),
    button({ class: 'passkey-button passkey-button-quiet', 'data-passkey': 'local-later' }, goOn, say('enrol-later')));
  remember(seconds);
  return offer;
}

// On this device, which it is about; where nothing can be kept, it is offered again.
function remember(seconds) {
  try {
    localStorage.setItem(REMEMBERED, String(Date.now() + seconds * 1000));
  } catch {
    // Asked once more, then.
  }
}

function isTooSoon() {
  try {
    return Number(localStorage.getItem(REMEMBERED)) > Date.now();
  } catch {
    return false;
  }
}
