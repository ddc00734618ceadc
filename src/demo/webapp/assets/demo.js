// SPDX-License-Identifier: Apache-2.0
import { session } from '../passkeys/passkeys.js';

/** Fills the row that a JAX-RS resource answers. */
async function tellWho(row) {
  const answer = await fetch(row.dataset.who, { headers: { accept: 'application/json' } });
  const who = answer.ok ? await answer.json() : { name: `refused (${answer.status})`, roles: [] };
  const [name, roles] = row.querySelectorAll('td');
  name.textContent = who.name;
  roles.textContent = who.roles.join(', ');
}

/** Says how the visitor came in, and offers a passkey to who came by password; browsers that can, make it unasked. */
async function tellHow(panel) {
  const who = await session().catch(() => null);
  if (who) {
    const time = new Date(who.authenticatedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    document.querySelector('#method').textContent = `You signed in with a ${who.method} at ${time}.`;
  }
  if (who?.method === 'password') {
    const create = document.createElement('passkey-create');
    create.setAttribute('upgrade', '');
    panel.append(create);
    panel.hidden = false;
  }
}

/** Return in the name's field means the passkey, unless a password was typed. */
function preferPasskey(form) {
  form.addEventListener('submit', (event) => {
    if (form.elements.password.value === '') {
      event.preventDefault();
      form.querySelector('[data-passkey="create"]').click();
    }
  });
}

document.querySelectorAll('[data-who]').forEach(tellWho);
document.querySelectorAll('#upgrade').forEach(tellHow);
document.querySelectorAll('#sign-up').forEach(preferPasskey);
