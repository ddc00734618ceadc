// SPDX-License-Identifier: Apache-2.0
// Functions for applications that draw their own pages. Nothing happens before one is called.

export { enrollment, passkeys, remove, rename, session, signOut, skipEnrollment, useCode } from './api.js';
export { autofill, stopAutofill } from './autofill.js';
export { configure } from './base.js';
export { authenticate, create, signIn, stepUp, upgrade } from './ceremonies.js';
export { messages } from './messages.js';
export { PasskeyProblem } from './problem.js';
export { signalUser } from './signals.js';
export { autofillSupported, immediateSupported, relatedOriginsSupported, supported, upgradeSupported } from './support.js';
