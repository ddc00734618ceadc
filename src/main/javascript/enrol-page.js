// SPDX-License-Identifier: Apache-2.0
import { part, returnTo } from './page.js';
import { enrollment, signOut, skipEnrollment, upgrade } from './passkeys.js';
import { language, text, withTexts } from './messages.js';
import { fromServer, go, home } from './navigation.js';
import { usableHere } from './support.js';

const create = document.querySelector('passkey-create');

/** What the server asks of who is signed in. The browser may save a passkey unasked first; if it does, nobody has to read anything. */
async function begin() {
  part('continue').href = (fromServer(returnTo) ?? home()).href;
  create.setAttribute('return-to', part('continue').href);
  const asked = await enrollment();
  const inVain = asked.move && !(await usableHere(asked.move.to));
  if (!asked.wanted || inVain || (asked.silent && (await upgrade()))) {
    go(returnTo);
    return;
  }
  show(asked);
}

function show({ skippable, deadline, move }) {
  if (move) {
    sayOfMove(move);
  }
  part('answers').hidden = false;
  part('way-on').hidden = true;
  part('later').hidden = !skippable;
  part('never').hidden = !skippable || deadline !== undefined || move !== undefined;
  part('sign-out').hidden = skippable;
  part('deadline').hidden = deadline === undefined;
  if (deadline !== undefined) {
    part('deadline').textContent = skippable ? text('enrol-deadline', { date: day(deadline) }) : text('enrol-required');
  }
}

function sayOfMove(move) {
  const title = document.querySelector('h1');
  document.title = document.title.replace(title.textContent, text('move-title', move));
  title.textContent = text('move-title', move);
  document.querySelector('.passkey-page-lead').textContent = text('move-lead', move);
}

function day(time) {
  return new Date(time).toLocaleDateString(language(), { dateStyle: 'long' });
}

/** Whoever does not want one goes on, whether or not the server could hear of it. */
async function skip(answer) {
  await skipEnrollment(answer).catch(() => {});
  go(returnTo);
}

async function leave() {
  await signOut().catch(() => {});
  go(returnTo);
}

part('later').addEventListener('click', () => skip('later'));
part('never').addEventListener('click', () => skip('never'));
part('sign-out').addEventListener('click', leave);
withTexts(() =>
  begin().catch((problem) => {
    part('answers').hidden = false;
    create.querySelector('[data-passkey="create"]').hidden ||= problem.code === 'not-signed-in';
    create.complainWithWayOut(problem);
  }),
);
