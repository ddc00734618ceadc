// SPDX-License-Identifier: Apache-2.0
import { part, sayWhereThereAreNoPasskeys } from './page.js';
import { useCode } from './passkeys.js';
import { text } from './messages.js';

/** A link has name and code behind its number sign, which no server sees. It is taken out of the address, so that the history has no code. */
function takeFromLink() {
  const link = new URLSearchParams(location.hash.slice(1));
  part('username').value = link.get('name') ?? '';
  part('code').value = link.get('code') ?? '';
  history.replaceState(null, '', location.pathname + location.search);
}

async function use(event) {
  event.preventDefault();
  part('use').disabled = true;
  part('refused').hidden = true;
  try {
    const { name } = await useCode(part('username').value, part('code').value);
    part('code-form').hidden = true;
    part('who').textContent = text('recover-ready', { name });
    part('creation').hidden = false;
    part('who').focus();
  } catch (problem) {
    part('refused').textContent =
      problem.code === 'authentication-failed' ? text('recover-failed') : text(`problem-${problem.code}`);
    part('refused').hidden = false;
  } finally {
    part('use').disabled = false;
  }
}

takeFromLink();
part('code-form').addEventListener('submit', use);
sayWhereThereAreNoPasskeys(part('code-form'));
