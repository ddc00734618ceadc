// SPDX-License-Identifier: Apache-2.0
import { part, returnTo } from './page.js';
import { session, signOut } from './passkeys.js';
import { text, withTexts } from './messages.js';
import { fromServer } from './navigation.js';
import { RecoveryCodes } from './recovery-codes.js';
import { adviseSecond } from './second-passkey.js';

const list = document.querySelector('passkey-list');

// Not there unless the server has them.
const codes = document.querySelector('passkey-recovery-codes');

async function showWhoIsSignedIn() {
  const who = await session().catch(() => null);
  part('who').textContent = who ? text('signed-in-as', { name: who.name }) : '';
  part('sign-out').hidden = !who;
}

function showTheWayOn() {
  const target = fromServer(returnTo);
  if (target) {
    part('continue').href = target.href;
    part('going-on').hidden = false;
  }
}

function showForUsers({ detail: { passkeys } }) {
  adviseSecond(part('second'), passkeys, finishAdvice);
  if (codes?.hidden) {
    codes.hidden = false;
    codes.reload();
  }
}

// What had the focus is gone.
function finishAdvice(created) {
  list.querySelector('[data-passkey="cards"]').focus();
  if (created) {
    list.tell(text('created'));
  }
}

function hideFromGuests() {
  part('second').hidden = true;
  codes?.leave();
}

async function leave() {
  part('sign-out').disabled = true;
  list.hushAll();
  try {
    await signOut();
    part('who').textContent = '';
    part('sign-out').hidden = true;
    hideFromGuests();
    await list.reload();
  } catch (problem) {
    list.complain(problem);
  } finally {
    part('sign-out').disabled = false;
  }
}

part('sign-out').addEventListener('click', leave);
list.addEventListener('passkeys-listed', showForUsers);
showTheWayOn();
withTexts(() => {
  customElements.define('passkey-recovery-codes', RecoveryCodes);
  showWhoIsSignedIn();
});
