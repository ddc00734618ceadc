// SPDX-License-Identifier: Apache-2.0
import { change, copyable, field, form, input, name, panel, read, table, time, userPath } from './admin-parts.js';
import { button, element } from './dom.js';
import { text } from './messages.js';

/** The open enrollment codes of all users. */
export async function codes(page) {
  const who = input('code-for', { required: true });
  const shown = element('div', {});
  const open = element('div', { class: 'passkey-admin-panel' });
  const refresh = async () => open.replaceChildren(list(page, await read('enrollment-codes')));
  await refresh();
  const send = () => issued(page, who.value.trim(), shown, refresh);
  return [form(send, text('admin-issue'), field(text('admin-user'), who)), shown, open];
}

function list(page, open) {
  const heads = [text('admin-user'), text('admin-issued-by'), text('admin-expires'), text('admin-state'), ''];
  return open.length === 0
    ? element('p', {}, text('admin-no-code'))
    : table(text('admin-codes'), heads, open.map((code) => [
      name(code.name), name(code.issuedBy), time(code.expiresAt), stateOf(code), acts(page, code)]));
}

/** The open enrollment code of one user, if there is one, and a button that issues one. */
export function codeOf(page, { name: who, enrollmentCode }) {
  const shown = element('div', {});
  const open = element('div', {}, one(page, who, enrollmentCode));
  const refresh = async () => open.replaceChildren(one(page, who, (await read(userPath(who))).enrollmentCode));
  const send = () => issued(page, who, shown, refresh);
  return [open, button({ class: 'passkey-button', 'data-passkey': 'admin-issue' }, send, text('admin-issue')), shown];
}

function one(page, who, code) {
  return list(page, code ? [{ name: who, ...code }] : []);
}

function stateOf({ approvals }) {
  return text(approvals > 0 ? 'admin-waits' : 'admin-usable');
}

function acts(page, { name: who, approvals }) {
  const approve = () => page.acts(() => change('POST', userPath(who, 'enrollment-code/approve')),
    text('admin-done', { act: text('admin-approve'), name: who }));
  const withdraw = async () => {
    const act = text('admin-withdraw');
    const title = text('admin-sure', { act, name: who });
    if (await page.asks({ name: 'withdraw', title, sentences: [text('admin-sure-code')], confirm: act })) {
      await page.acts(() => change('DELETE', userPath(who, 'enrollment-code')), text('admin-done', { act, name: who }));
    }
  };
  return element('div', { class: 'passkey-admin-acts' },
    approvals > 0 ? button({ class: 'passkey-button', 'data-passkey': 'approve' }, approve, text('admin-approve')) : '',
    button({ class: 'passkey-button passkey-remove', 'data-passkey': 'withdraw' }, withdraw, text('admin-withdraw')));
}

// The code is in this page alone, until the section is left.
function issued(page, who, shown, refresh) {
  return page.busyWith(async () => {
    const { code, link, expiresAt, approvals } = await page.withRecentSignIn(() => change('POST', userPath(who, 'enrollment-code')));
    shown.replaceChildren(panel(who,
      element('p', { 'data-passkey': 'issued' }, text('admin-issued', { name: who })),
      copyable(page, 'code', text('recover-code'), code),
      copyable(page, 'link', text('admin-link'), link),
      element('p', {}, `${text('admin-expires')}: `, time(expiresAt), approvals > 0 ? ` · ${stateOf({ approvals })}` : '')));
    await refresh();
    page.tell(text('admin-done', { act: text('admin-issue'), name: who }));
  });
}
