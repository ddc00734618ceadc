// SPDX-License-Identifier: Apache-2.0
import { button, element } from './dom.js';

/** Asks in a dialog of an element before something is done that cannot be undone; `true` when the user says so. */
export function ask(host, { name, title, sentences, confirm }) {
  return new Promise((resolve) => {
    const dialog = element('dialog', {
      class: 'passkey-dialog',
      'aria-labelledby': 'passkey-dialog-title',
      'aria-describedby': 'passkey-dialog-text',
      'data-passkey': `${name}-dialog`,
    });
    dialog.append(
      element('h2', { id: 'passkey-dialog-title', class: 'passkey-dialog-title' }, title),
      element('div', { id: 'passkey-dialog-text', class: 'passkey-dialog-text' },
        ...sentences.map((sentence) => element('p', {}, sentence))),
      answers(host, dialog, name, confirm));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'confirm');
    });
    host.append(dialog);
    dialog.showModal();
  });
}

// The harmless answer has the focus.
function answers(host, dialog, name, confirm) {
  return element('div', { class: 'passkey-dialog-answers' },
    button({ class: 'passkey-button', autofocus: true, 'data-passkey': `${name}-cancel` },
      () => dialog.close('cancel'), host.say('cancel')),
    button({ class: 'passkey-button passkey-button-danger', 'data-passkey': `${name}-confirm` },
      () => dialog.close('confirm'), confirm));
}
