// SPDX-License-Identifier: Apache-2.0
import { part, returnTo, sayWhereThereAreNoPasskeys } from './page.js';
import { session } from './passkeys.js';
import { text, withTexts } from './messages.js';
import { fromServer, home } from './navigation.js';

const signIn = document.querySelector('passkey-sign-in');

async function showWhoIsSignedIn() {
  const who = await session().catch(() => null);
  if (who) {
    part('who').textContent = text('already-signed-in', { name: who.name });
    part('continue').href = (fromServer(returnTo) ?? home()).href;
    part('already').hidden = false;
  }
}

part('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  signIn.querySelector('[data-passkey="sign-in"]').click();
});
sayWhereThereAreNoPasskeys(part('login-form'));
withTexts(showWhoIsSignedIn);
