// SPDX-License-Identifier: Apache-2.0
import { change, choice, field, form, name, read, table, time } from './admin-parts.js';
import { element } from './dom.js';
import { text } from './messages.js';

/** What can be changed while the application runs, and to what. */
const CHANGEABLE = {
  'passkeys.enabled': ['true', 'false'],
  'passkeys.rollout': ['off', 'offer', 'require'],
  'passkeys.enhance-login-form': ['off', 'report', 'on'],
};

/** The settings in force, without secrets. */
export async function settings(page) {
  const { settings: all } = await read('settings');
  const heads = [text('admin-settings'), text('admin-value'), text('admin-state')];
  const rows = all.map((setting) => [code(setting.key), valueOf(setting), stateOf(setting)]);
  return [
    ...all.filter(({ key }) => Object.hasOwn(CHANGEABLE, key)).map((setting) => changing(page, setting)),
    element('div', { class: 'passkey-admin-panel' }, table(text('admin-settings'), heads, rows)),
  ];
}

function valueOf({ value, written, secret, changed }) {
  return secret && written ? text('admin-secret') : code(changed?.value ?? value ?? '–');
}

function stateOf({ key, written, source, changed }) {
  if (changed) {
    return element('span', {}, name(changed.by), ' · ', time(changed.at));
  }
  return written === undefined ? text('admin-default') : code([source, written === key ? '' : written].filter(Boolean).join(' · '));
}

// The value that is written counts again when it is chosen.
function changing(page, { key, value, changed }) {
  const to = choice(key, CHANGEABLE[key].map((one) => [one, one]));
  to.value = changed?.value ?? value;
  const send = async () => {
    const act = text('save');
    const what = `${key}=${to.value}`;
    if (await page.asks({ name: 'setting', title: text('admin-sure', { act, name: what }), sentences: [], confirm: act })) {
      const path = `settings/${key}`;
      await page.acts(() => (to.value === value ? change('DELETE', path) : change('PATCH', path, { value: to.value })),
        text('admin-done', { act, name: what }));
    }
  };
  return form(send, text('save'), field(code(key), to));
}

function code(value) {
  return element('code', { dir: 'ltr' }, value);
}
