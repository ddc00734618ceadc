// SPDX-License-Identifier: Apache-2.0
// The elements, for those who want them.
import { defineElements } from 'passkeys-ee-client/elements';
import { messages } from 'passkeys-ee-client';

messages.de = { 'sign-in': 'Hinein' };
defineElements();
document.createElement('passkey-sign-in').addEventListener('passkey-signed-in', (event) => console.log(event.detail.name));
