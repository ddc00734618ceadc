// SPDX-License-Identifier: Apache-2.0
import { part } from './page.js';
import { session, signOut } from './passkeys.js';
import { text } from './messages.js';

const list = document.querySelector('passkey-list');

async function showWhoIsSignedIn() {
  const who = await session().catch(() => null);
  part('who').textContent = who ? text('signed-in-as', { name: who.name }) : '';
  part('sign-out').hidden = !who;
}

async function leave() {
  part('sign-out').disabled = true;
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
showWhoIsSignedIn();
