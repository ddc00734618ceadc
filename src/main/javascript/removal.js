// SPDX-License-Identifier: Apache-2.0
import { ask } from './dialog.js';
import { signals } from './support.js';

/** Asks in a dialog whether a passkey shall be removed; `true` when the user says so. */
export function askBeforeRemoving(list, { label, provider }) {
  const elsewhere = signals() ? list.say('remove-text-told') : provider ? list.say('remove-text-provider', { provider: provider.name }) : list.say('remove-text-elsewhere');
  return ask(list, {
    name: 'remove',
    title: list.say('remove-title', { label }),
    sentences: [list.say('remove-text'), elsewhere],
    confirm: list.say('remove-confirm'),
  });
}
