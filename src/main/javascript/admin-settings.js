// SPDX-License-Identifier: Apache-2.0
import { read, table } from './admin-parts.js';
import { element } from './dom.js';
import { text } from './messages.js';

/** The settings in force, without secrets. */
export async function settings() {
  const { settings: all } = await read('settings');
  const heads = [text('admin-settings'), text('admin-value'), text('admin-state')];
  const rows = all.map(({ key, value, written, secret }) => [
    code(key),
    secret && written ? text('admin-secret') : code(value ?? '–'),
    written === undefined ? text('admin-default') : code(written === key ? '' : written),
  ]);
  return [element('div', { class: 'passkey-admin-panel' }, table(text('admin-settings'), heads, rows))];
}

function code(value) {
  return element('code', { dir: 'ltr' }, value);
}
