// SPDX-License-Identifier: Apache-2.0
import { button, element } from './dom.js';
import { signals } from './support.js';

/** Asks in a dialog whether a passkey shall be removed; `true` when the user says so. */
export function askBeforeRemoving(list, passkey) {
  return new Promise((resolve) => {
    const dialog = element('dialog', {
      class: 'passkey-dialog',
      'aria-labelledby': 'passkey-dialog-title',
      'aria-describedby': 'passkey-dialog-text',
      'data-passkey': 'remove-dialog',
    });
    dialog.append(...words(list, passkey), answers(list, dialog));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'remove');
    });
    list.append(dialog);
    dialog.showModal();
  });
}

function words(list, { label, provider }) {
  const elsewhere = signals() ? list.say('remove-text-told') : provider ? list.say('remove-text-provider', { provider: provider.name }) : list.say('remove-text-elsewhere');
  return [
    element('h2', { id: 'passkey-dialog-title', class: 'passkey-dialog-title' }, list.say('remove-title', { label })),
    element('div', { id: 'passkey-dialog-text', class: 'passkey-dialog-text' },
      element('p', {}, list.say('remove-text')), element('p', {}, elsewhere)),
  ];
}

// The harmless answer has the focus.
function answers(list, dialog) {
  return element('div', { class: 'passkey-dialog-answers' },
    button({ class: 'passkey-button', autofocus: true, 'data-passkey': 'remove-cancel' },
      () => dialog.close('cancel'), list.say('cancel')),
    button({ class: 'passkey-button passkey-button-danger', 'data-passkey': 'remove-confirm' },
      () => dialog.close('remove'), list.say('remove-confirm')));
}
