// SPDX-License-Identifier: Apache-2.0
// What the sections of the page of administrators are made of.
import { call } from './api.js';
import { button, element } from './dom.js';
import { text } from './messages.js';
import { moment } from './time.js';

/** Reads something below `admin`; `parameters` that are empty are left out. */
export function read(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  const query = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return call('GET', `admin/${path}${query}`);
}

/** Changes something below `admin`. */
export function change(method, path, body = {}) {
  return call(method, `admin/${path}`, method === 'DELETE' ? undefined : body);
}

/** Path of a user, whose name is in the query: not every name comes through as a part of a path. */
export function userPath(name, act) {
  return `users/-${act ? `/${act}` : ''}?${new URLSearchParams({ name })}`;
}

/** A part with a heading. */
export function panel(title, ...children) {
  return element('section', { class: 'passkey-admin-panel' }, element('h3', {}, title), ...children);
}

/** A table that scrolls where it is too wide; `rows` are lists of texts or nodes, of which the first names the row. */
export function table(title, heads, rows) {
  const cells = (row) => row.map((cell, at) => element(at === 0 ? 'th' : 'td', { scope: at === 0 && 'row' }, cell));
  return element('div', { class: 'passkey-admin-scroll', role: 'region', 'aria-label': title, tabindex: '0' },
    element('table', { class: 'passkey-admin-table' },
      element('thead', {}, element('tr', {}, ...heads.map((head) => (head ? element('th', { scope: 'col' }, head) : element('td'))))),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells(row))))));
}

/** Facts with their names; those without a value are left out. */
export function facts(...pairs) {
  return element('dl', { class: 'passkey-facts' }, ...pairs.filter(([, value]) => value).map(([name, value]) =>
    element('div', { class: 'passkey-fact' }, element('dt', {}, name), element('dd', {}, value))));
}

/** A time, for the eye in the reader's language. */
export function time(iso) {
  return element('time', { datetime: iso }, moment(iso, 'medium'));
}

/** A name that somebody chose, whichever way it runs. */
export function name(chosen) {
  return element('bdi', {}, chosen);
}

/** The name of a provider, or what is known in its place. */
export function providerName(known, aaguid) {
  return known ?? (/[1-9a-f]/.test(aaguid) ? aaguid : '–');
}

/** A field with its name. */
export function field(label, control) {
  return element('label', { class: 'passkey-admin-field' }, element('span', { class: 'passkey-label' }, label), control);
}

/** An input for a text. */
export function input(key, attributes = {}) {
  return element('input', { class: 'passkey-input', autocomplete: 'off', spellcheck: 'false', 'data-passkey': key, ...attributes });
}

/** A choice among values with their names. */
export function choice(key, options) {
  return element('select', { class: 'passkey-input', 'data-passkey': key },
    ...options.map(([value, label]) => element('option', { value }, label)));
}

/** A form in a line, which does something when it is sent. */
export function form(submit, label, ...fields) {
  const made = element('form', { class: 'passkey-admin-form' }, ...fields,
    element('button', { class: 'passkey-button passkey-button-primary', 'data-passkey': 'send' }, label));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  return made;
}

/** Something to read that can be copied. */
export function copyable(page, key, label, value) {
  const shown = input(key, { value, readonly: true, dir: 'ltr' });
  // What the browser does not let a page copy is selected at least.
  const copy = async () => {
    shown.select();
    const copied = await navigator.clipboard?.writeText(value).then(() => true, () => false);
    page.tell(copied ? text('admin-copied') : '');
  };
  return element('div', { class: 'passkey-admin-form' }, field(label, shown),
    button({ class: 'passkey-button', 'aria-label': text('admin-one', { act: text('admin-copy'), label }) }, copy, text('admin-copy')));
}
