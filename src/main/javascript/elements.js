// SPDX-License-Identifier: Apache-2.0
import { withTexts } from './messages.js';
import { PasskeyCreate } from './passkey-create.js';
import { PasskeyList } from './passkey-list.js';
import { PasskeySignIn } from './passkey-sign-in.js';

/** Defines the elements `<passkey-create>`, `<passkey-list>` and `<passkey-sign-in>`, once the texts are here. */
export function defineElements() {
  const elements = { 'passkey-create': PasskeyCreate, 'passkey-list': PasskeyList, 'passkey-sign-in': PasskeySignIn };
  withTexts(() => {
    for (const [name, type] of Object.entries(elements)) {
      if (!customElements.get(name)) {
        customElements.define(name, type);
      }
    }
  });
}
