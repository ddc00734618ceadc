// SPDX-License-Identifier: Apache-2.0
// Passkeys for the pages of an application: functions to call, and elements to write into a page.

import { withTexts } from './messages.js';
import { PasskeyCreate } from './passkey-create.js';
import { PasskeyList } from './passkey-list.js';
import { PasskeySignIn } from './passkey-sign-in.js';

export { enrollment, passkeys, remove, rename, session, signOut, skipEnrollment, useCode } from './api.js';
export { autofill, stopAutofill } from './autofill.js';
export { authenticate, create, signIn, stepUp, upgrade } from './ceremonies.js';
export { messages } from './messages.js';
export { PasskeyProblem } from './problem.js';
export { signalUser } from './signals.js';
export { autofillSupported, immediateSupported, relatedOriginsSupported, supported, upgradeSupported } from './support.js';

const ELEMENTS = { 'passkey-create': PasskeyCreate, 'passkey-list': PasskeyList, 'passkey-sign-in': PasskeySignIn };

withTexts(() => {
  for (const [name, type] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) {
      customElements.define(name, type);
    }
  }
});
