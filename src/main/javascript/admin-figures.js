// SPDX-License-Identifier: Apache-2.0
import { choice, field, name, panel, providerName, read, table } from './admin-parts.js';
import { button, element, shape } from './dom.js';
import { language, text } from './messages.js';
import { day } from './time.js';

const METHODS = [
  ['passkey', 'passkey'],
  ['confirmation', 'admin-confirmation'],
  ['code', 'recover-code'],
  ['emergencyPassword', 'admin-emergency'],
  ['uncheckedPassword', 'admin-unchecked'],
];

/** The figures of the rollout. */
export async function figures(page) {
  const days = choice('days', ['7', '30', '90', '366'].map((number) => [number, number]));
  days.value = '30';
  const shown = element('div', { class: 'passkey-admin-figures' }, ...plots(await read('figures', { days: 30 })));
  days.addEventListener('change', () =>
    page.busyWith(async () => shown.replaceChildren(...plots(await read('figures', { days: days.value })))));
  return [
    element('div', { class: 'passkey-admin-form passkey-admin-screen' }, field(text('admin-days'), days),
      button({ class: 'passkey-button', 'data-passkey': 'print' }, () => print(), text('admin-print'))),
    shown,
  ];
}

function plots(all) {
  const { users, passkeys, lastUsed, enrollment, required } = all;
  return [
    bars(text('admin-users'), [
      [text('admin-with'), users.withPasskey],
      [text('admin-without'), users.known - users.withPasskey],
    ]),
    required && bars(text('admin-required'), [
      [text('admin-with'), required.users - required.withoutPasskey],
      [text('admin-without'), required.withoutPasskey],
    ], required.names.length > 0 && element('p', {}, text('admin-missing', { names: required.names.join(', ') }))),
    all.groups && groups(all.groups),
    bars(text('admin-kinds'), [
      [text('synced'), passkeys.synced],
      [text('not-synced-yet'), passkeys.notSyncedYet],
      [text('one-device'), passkeys.oneDevice],
      [text('admin-disabled'), passkeys.disabled],
    ]),
    bars(text('admin-providers'), all.providers.map((provider) => [providerName(provider.name, provider.aaguid), provider.passkeys])),
    isOnOneDomain(all.relyingParties) ? '' : domains(all.relyingParties),
    bars(text('last-used'), [
      [text('admin-last-month'), lastUsed.within30Days],
      [text('admin-last-quarter'), lastUsed.within90Days],
      [text('admin-earlier'), lastUsed.earlier],
      [text('admin-never'), lastUsed.never],
    ]),
    bars(text('admin-enrollment'), [
      [text('admin-was-asked'), enrollment.asked],
      [text('admin-created'), enrollment.created],
      [text('admin-later'), enrollment.later],
      [text('admin-never'), enrollment.never],
    ]),
    ...(all.audit
      ? [byDay(all.signIns), bars(text('admin-refusals'), all.refusals.map(({ code, count }) => [code, count]))]
      : [element('p', { 'data-passkey': 'no-audit' }, text('admin-no-audit'))]),
  ].filter(Boolean);
}

function written(number) {
  return new Intl.NumberFormat(language()).format(number);
}

// The bars are for the eye; the numbers beside them say the same.
function bars(title, rows, more) {
  const most = Math.max(1, ...rows.map(([, number]) => number));
  return panel(title,
    rows.length === 0 ? element('p', {}, text('admin-nothing')) : table(title, [title, text('admin-number')],
      rows.map(([label, number]) => [name(label), element('span', { class: 'passkey-admin-bar' }, written(number), bar([number / most]))])),
    more || '');
}

function isOnOneDomain(all) {
  return all.length < 2 && all.every(({ domain }) => !domain);
}

function domains(all) {
  const title = text('admin-domains');
  return panel(title, table(title, [text('admin-domain'), text('admin-passkeys'), text('admin-users'), text('admin-no-other')],
    all.map(({ rpId, domain, passkeys, users, withNoOther }) => [
      name(domain ? text(`admin-${domain}`, { domain: rpId }) : rpId), written(passkeys), written(users), written(withNoOther)])));
}

function groups(all) {
  const title = text('admin-groups');
  return panel(title, table(title, [text('admin-group'), text('admin-users'), text('admin-with')],
    all.map((group) => [name(group.name), written(group.users),
      element('span', { class: 'passkey-admin-bar' }, written(group.withPasskey), bar([group.withPasskey / group.users, 1]))])));
}

// The second part is what is missing to the whole.
function bar([part, whole]) {
  return shape('svg', { class: 'passkey-admin-plot', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    whole ? shape('rect', { class: 'passkey-admin-rest', width: 100, height: 10 }) : '',
    shape('rect', { width: 100 * part, height: 10 }));
}

function byDay(signIns) {
  const title = text('admin-sign-ins');
  const used = METHODS.filter(([member]) => member === 'passkey' || signIns.some((each) => each[member] > 0));
  const heads = [text('admin-day'), ...used.map(([, key]) => text(key))];
  return panel(title, columns(signIns, used),
    element('ul', { class: 'passkey-admin-legend', role: 'list', 'aria-hidden': 'true' },
      ...used.map(([member, key]) => element('li', {}, swatch(member), text(key)))),
    element('details', {}, element('summary', {}, text('admin-number')),
      table(title, heads, signIns.map((each) => [day(each.day), ...used.map(([member]) => written(each[member]))]))));
}

function swatch(member) {
  return shape('svg', { class: 'passkey-admin-swatch', viewBox: '0 0 1 1' },
    shape('rect', { class: `passkey-admin-${member}`, width: 1, height: 1 }));
}

function columns(signIns, used) {
  const sum = (each) => used.reduce((all, [member]) => all + each[member], 0);
  const most = Math.max(1, ...signIns.map(sum));
  const width = 300 / signIns.length;
  const plot = shape('svg', { class: 'passkey-admin-days', viewBox: '0 0 300 80', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  signIns.forEach((each, at) => {
    let top = 80;
    for (const [member] of used) {
      const height = (80 * each[member]) / most;
      top -= height;
      plot.append(shape('rect', { class: `passkey-admin-${member}`, x: at * width + width / 10, y: top, width: width * 0.8, height }));
    }
  });
  return plot;
}

// What is folded up on the screen is on paper.
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((each) => (each.open = true)));
