// SPDX-License-Identifier: Apache-2.0
import { auditOf } from './admin-audit.js';
import { codeOf } from './admin-codes.js';
import { change, choice, facts, field, form, input, name, panel, providerName, read, table, time, userPath } from './admin-parts.js';
import { button, element } from './dom.js';
import { text } from './messages.js';

/** The search of users. */
export async function users(page) {
  const prefix = input('prefix', { type: 'search' });
  const state = choice('state', [
    ['all', text('admin-all')],
    ['with', text('admin-with')],
    ['without', text('admin-without')],
    ['disabled', text('admin-with-disabled')],
    ['required-without', text('admin-required-without')],
  ]);
  const found = element('div', { class: 'passkey-admin-panel', 'data-passkey': 'found' });
  const search = () => page.busyWith(async () => {
    const first = await pageOf(prefix.value, state.value);
    found.replaceChildren(...list(page, prefix.value, state.value, first, []));
    page.tell(first.users.length === 0 ? text('admin-nothing') : '');
  });
  found.append(...list(page, '', 'all', await pageOf('', 'all'), []));
  return [form(search, text('admin-show'), field(text('admin-prefix'), prefix), field(text('admin-which'), state)), found];
}

function pageOf(prefix, state, after) {
  return read('users', { prefix, state, after });
}

// Another page is put below the rows that are there.
function list(page, prefix, state, { users: more, next }, before) {
  const all = [...before, ...more];
  const heads = [text('admin-user'), text('admin-passkeys'), text('admin-disabled'), text('last-used')];
  const rows = all.map((user) => [
    element('a', { class: 'passkey-link', href: addressOf(user.name), 'data-passkey': 'user' }, name(user.name)),
    user.passkeys,
    user.disabled || '',
    user.lastUsedAt ? time(user.lastUsedAt) : user.passkeys ? text('never-used') : '',
  ]);
  const goOn = async (event) => {
    const place = event.target.closest('[data-passkey="found"]');
    await page.busyWith(async () => {
      place.replaceChildren(...list(page, prefix, state, await pageOf(prefix, state, next), all));
      place.querySelectorAll('tbody a')[all.length]?.focus();
    });
  };
  return [
    table(text('admin-users'), heads, rows),
    ...(next ? [button({ class: 'passkey-button', 'data-passkey': 'more' }, goOn, text('admin-more'))] : []),
  ];
}

/** Address of the section of a user. */
export function addressOf(user) {
  return `#user/${encodeURIComponent(user)}`;
}

/** One user. */
export async function user(page, who) {
  const kept = await read(userPath(who));
  const act = (key, method, path, sure) => actButton(page, key, who, () => change(method, path), sure);
  return [
    panel(text('admin-passkeys'),
      element('ul', { class: 'passkey-cards', role: 'list' }, ...kept.passkeys.map((passkey) => card(page, who, passkey))),
      kept.passkeys.length === 0 ? element('p', {}, text('admin-nothing')) : ''),
    panel(text('admin-codes'), ...codeOf(page, kept)),
    panel(text('admin-user'),
      facts(
        [text('admin-groups'), kept.passwordSignIn && name(kept.passwordSignIn.groups.join(', ') || '–')],
        [text('admin-asked'), kept.enrollment && asked(kept.enrollment)],
        [text('admin-required-since'), kept.enrollment?.requiredSince && time(kept.enrollment.requiredSince)],
        [text('admin-recovery'), String(kept.recoveryCodes)]),
      element('div', { class: 'passkey-admin-acts' },
        act('admin-disable-all', 'POST', userPath(who, 'disable')),
        act('admin-enable-all', 'POST', userPath(who, 'enable')),
        act('admin-ask-again', 'POST', userPath(who, 'ask-again')),
        button({ class: 'passkey-button', 'data-passkey': 'admin-export' }, () => page.busyWith(() => download(who)), text('admin-export')),
        act('admin-remove-all', 'DELETE', userPath(who, 'passkeys'), 'admin-sure-passkeys'),
        actButton(page, 'admin-forget', who, () => change('DELETE', userPath(who)), 'admin-sure-forget', '#users')),
      renaming(page, who)),
    element('div', { 'data-passkey': 'user-audit' }, await auditOf(who)),
  ];
}

/** A button that does something about a user, after a question where it takes something away, and shows what became of it. */
export function actButton(page, key, who, doing, sure, goOn) {
  const act = text(key);
  const run = async () => {
    const question = { name: key, title: text('admin-sure', { act, name: who }), sentences: [sure && text(sure)], confirm: act };
    if (!sure || (await page.asks(question))) {
      await page.acts(doing, text('admin-done', { act, name: who }), goOn);
    }
  };
  return button({ class: `passkey-button ${sure ? 'passkey-remove' : ''}`, 'data-passkey': key }, run, act);
}

function card(page, who, passkey) {
  const { id, label, backedUp, backupEligible, disabled, createdAt, lastUsedAt } = passkey;
  const path = `passkeys/${encodeURIComponent(id)}`;
  const kind = backedUp ? 'synced' : backupEligible ? 'not-synced-yet' : 'one-device';
  const act = (key, method, end, sure) => {
    const made = actButton(page, key, label, () => change(method, path + end), sure);
    made.setAttribute('aria-label', text('admin-one', { act: text(key), label }));
    return made;
  };
  return element('li', { class: 'passkey-card', 'data-passkey-id': id },
    element('div', { class: 'passkey-card-head' },
      element('h4', { class: 'passkey-card-label' }, name(label || text('passkey'))),
      element('p', { class: 'passkey-card-provider' },
        element('span', {}, providerName(passkey.provider?.name, passkey.aaguid)),
        element('span', { class: `passkey-badge passkey-badge-${kind}` }, text(kind)),
        disabled ? element('span', { class: 'passkey-badge', 'data-passkey': 'disabled' }, text('admin-disabled')) : '')),
    element('div', { class: 'passkey-actions' },
      disabled ? act('admin-enable', 'POST', '/enable') : act('admin-disable', 'POST', '/disable'),
      act('remove', 'DELETE', '', 'admin-sure-passkey')),
    facts(
      [text('created-at'), time(createdAt)],
      [text('last-used'), lastUsedAt ? time(lastUsedAt) : text('never-used')],
      [text('admin-user'), passkey.name !== who && name(passkey.name)]));
}

function asked({ askedAt, declined }) {
  return element('span', {}, time(askedAt), declined ? ` · ${text('admin-declined')}` : '');
}

function renaming(page, who) {
  const to = input('to', { required: true });
  const send = () => page.acts(() => change('POST', userPath(who, 'rename'), { to: to.value.trim() }),
    text('admin-done', { act: text('rename'), name: to.value.trim() }), addressOf(to.value.trim()));
  return form(send, text('rename'), field(text('admin-new-name'), to));
}

async function download(who) {
  const all = await read(userPath(who, 'export'));
  const href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  element('a', { href, download: `passkeys-${who}.json` }).click();
  URL.revokeObjectURL(href);
}
