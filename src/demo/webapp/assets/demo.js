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

/** Offers a passkey to who came in by password; browsers that can, make it unasked. */
async function offerPasskey(panel) {
  const who = await session().catch(() => null);
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
document.querySelectorAll('#upgrade').forEach(offerPasskey);
document.querySelectorAll('#sign-up').forEach(preferPasskey);
