// SPDX-License-Identifier: Apache-2.0
// Who has one passkey is advised to have another one elsewhere, until there is one or the user wants none.
import { button, element } from './dom.js';
import { text } from './messages.js';

const DECLINED = 'passkeys-ee.no-second-passkey.';

/** Shows the advice in a part of the page, or hides it, for what `passkeys` the user has. `onAnswered` gets whether there is another one. */
export function adviseSecond(part, passkeys, onAnswered) {
  const [only] = passkeys;
  const wanted = passkeys.length === 1 && !isDeclined(only.userHandle);
  if (wanted && part.hidden) {
    part.replaceChildren(...advice(() => {
      decline(only.userHandle);
      part.hidden = true;
      onAnswered(false);
    }));
  }
  const answered = !wanted && part.contains(document.activeElement);
  part.hidden = !wanted;
  if (answered) {
    onAnswered(passkeys.length > 1);
  }
}

function advice(onDeclined) {
  return [
    element('h2', { class: 'passkey-section-title' }, text('second-title')),
    element('p', { class: 'passkey-section-text' }, text('second-text')),
    element('passkey-create', { hints: 'hybrid security-key', 'text-create': text('second-create') }),
    button({ class: 'passkey-button passkey-button-quiet', 'data-passkey': 'second-never' }, onDeclined, text('enrol-never')),
  ];
}

// For each user of this browser; where nothing can be kept, it is shown again.
function decline(userHandle) {
  try {
    localStorage.setItem(DECLINED + userHandle, 'true');
  } catch {
    // Shown once more, then.
  }
}

function isDeclined(userHandle) {
  try {
    return localStorage.getItem(DECLINED + userHandle) !== null;
  } catch {
    return false;
  }
}
