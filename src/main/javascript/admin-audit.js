// SPDX-License-Identifier: Apache-2.0
import { field, form, input, name, panel, read, table, time } from './admin-parts.js';
import { button, element } from './dom.js';
import { text } from './messages.js';

const NONE = { entries: [] };
const OF_A_USER = 10;

/** The last entries of the audit table. */
export async function audit(page) {
  const first = await entries({});
  if (!first) {
    return [element('p', { 'data-passkey': 'no-audit' }, text('admin-no-audit'))];
  }
  const user = input('audit-user');
  const event = input('audit-event', { dir: 'ltr' });
  const found = element('div', { class: 'passkey-admin-panel', 'data-passkey': 'found' }, list(first));
  const verified = element('div', {});
  const show = () => page.busyWith(async () => {
    const { entries: rows } = (await entries({ user: user.value.trim(), event: event.value.trim() })) ?? NONE;
    found.replaceChildren(list({ entries: rows }));
    page.tell(rows.length === 0 ? text('admin-nothing') : '');
  });
  return [
    form(show, text('admin-show'), field(text('admin-user'), user), field(text('admin-event'), event)),
    found,
    button({ class: 'passkey-button', 'data-passkey': 'verify' }, () => page.busyWith(() => verify(page, verified)), text('admin-verify')),
    verified,
  ];
}

/** The last entries that name a user, or nothing where there is no audit table. */
export async function auditOf(user) {
  const found = await entries({ user, limit: OF_A_USER });
  return found && found.entries.length > 0 ? panel(text('admin-audit'), list(found)) : '';
}

// Where there is no audit table, there is no such address.
async function entries(filter) {
  try {
    return await read('audit/last', filter);
  } catch (problem) {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

function list({ entries: rows }) {
  const heads = [text('admin-time'), text('admin-event'), text('admin-actor'), text('admin-user'), text('admin-reason'), text('admin-details')];
  return table(text('admin-audit'), heads, rows.map((row) => [
    time(row.at), row.event, name(row.actor ?? ''), name(row.user ?? ''), row.reason ?? (row.outcome === 'refused' ? row.outcome : ''),
    name([row.detail, row.origin, row.client].filter(Boolean).join(' · '))]));
}

async function verify(page, verified) {
  const { intact, rows, findings } = await read('audit/verify');
  verified.replaceChildren(...(intact ? [] : [panel(text('admin-broken', { count: findings.length }),
    element('ul', { lang: 'en', dir: 'ltr' }, ...findings.map(({ finding, chain, position }) => element('li', {}, `${finding} (${chain}, ${position})`))))]));
  page.tell(text(intact ? 'admin-intact' : 'admin-broken', { rows, count: findings.length }));
}
