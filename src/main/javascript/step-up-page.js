// SPDX-License-Identifier: Apache-2.0
import { part, returnTo } from './page.js';
import { passkeys, session, signOut } from './passkeys.js';
import { text, withTexts } from './messages.js';
import { fromServer, go, home } from './navigation.js';

async function showWhatCanBeDone() {
  const who = await session();
  if (!who) {
    // There the visitor is asked to sign in, in the way that is usual here.
    part('sign-in-again').href = (fromServer(returnTo) ?? home()).href;
    showOnly('signed-out');
    return;
  }
  part('who').textContent = text('signed-in-as', { name: who.name });
  part('sign-out').hidden = false;
  if ((await passkeys()).every(({ domain }) => domain === 'closed')) {
    const here = new URLSearchParams({ returnTo: location.pathname + location.search });
    part('make').href = `./?${here}`;
    showOnly('no-passkey');
  }
}

function showOnly(notice) {
  part('confirm').hidden = true;
  part('resend').hidden = true;
  part(notice).hidden = false;
}

async function leave() {
  part('sign-out').disabled = true;
  try {
    await signOut();
    go(home().href);
  } catch (problem) {
    part('sign-out').disabled = false;
    document.querySelector('passkey-sign-in').complain(problem);
  }
}

part('resend').hidden = !new URLSearchParams(location.search).has('resend');
part('sign-out').addEventListener('click', leave);
// Where the server cannot say, the button does, as soon as it is pressed.
withTexts(() => showWhatCanBeDone().catch(() => {}));
