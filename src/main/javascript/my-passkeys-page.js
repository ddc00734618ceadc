// SPDX-License-Identifier: Apache-2.0
import { part, returnTo } from './page.js';
import { session, signOut } from './passkeys.js';
import { text, withTexts } from './messages.js';
import { fromServer } from './navigation.js';

const list = document.querySelector('passkey-list');

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

async function leave() {
  part('sign-out').disabled = true;
  list.hushAll();
  try {
    await signOut();
    part('who').textContent = '';
    part('sign-out').hidden = true;
    await list.reload();
  } catch (problem) {
    list.complain(problem);
  } finally {
    part('sign-out').disabled = false;
  }
}

part('sign-out').addEventListener('click', leave);
showTheWayOn();
withTexts(showWhoIsSignedIn);
