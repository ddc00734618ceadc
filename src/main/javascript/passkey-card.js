// SPDX-License-Identifier: Apache-2.0
import { rename } from './api.js';
import { button, element, icon, providerSign } from './dom.js';
import { day, moment, sinceWhen } from './time.js';

// As the server has it: a longer label is refused there.
const LONGEST_LABEL = 64;

/** One passkey in the list. */
export class PasskeyCard {
  #list;
  #passkey;
  #number;
  #head = element('div', { class: 'passkey-card-head' });

  /** `number` tells it from others of the same name. */
  constructor(list, passkey, { number, onRemove }) {
    this.#list = list;
    this.#passkey = passkey;
    this.#number = number;
    this.node = element('li', { class: 'passkey-card', 'data-passkey-id': passkey.id, 'data-synced': String(passkey.backedUp) },
      providerSign(passkey.provider),
      this.#head, this.#actions(() => onRemove({ ...this.#passkey, label: this.#shown })), this.#facts());
    this.#showLabel();
  }

  get #label() {
    return this.#passkey.label || this.#passkey.provider?.name || this.#say('passkey');
  }

  get #shown() {
    return this.#number ? `${this.#label} (${this.#number})` : this.#label;
  }

  #say(key, values) {
    return this.#list.say(key, values);
  }

  #showLabel() {
    const provider = this.#passkey.provider?.name ?? this.#say('passkey');
    this.#head.replaceChildren(
      element('h2', { class: 'passkey-card-label', 'data-passkey': 'label' }, element('bdi', {}, this.#shown)),
      element('p', { class: 'passkey-card-provider' },
        element('span', { 'data-passkey': 'provider' }, provider), this.#badge(), ...this.#domain()));
  }

  // Of passkeys that are not of the domain of the page: those from before a move to it.
  #domain() {
    const { domain, rpId } = this.#passkey;
    return domain
      ? [element('span', { class: 'passkey-badge passkey-badge-domain', title: this.#say(`domain-${domain}-hint`), 'data-passkey': 'domain' },
          this.#say(`domain-${domain}`, { domain: rpId }))]
      : [];
  }

  #badge() {
    const { backedUp, backupEligible } = this.#passkey;
    const kind = backedUp ? 'synced' : backupEligible ? 'not-synced-yet' : 'one-device';
    return element('span', { class: `passkey-badge passkey-badge-${kind}`, title: this.#say(`${kind}-hint`), 'data-passkey': 'badge' },
      icon(backedUp ? 'cloud' : 'device', 16), this.#say(kind));
  }

  #facts() {
    const { createdAt, lastUsedAt } = this.#passkey;
    return element('dl', { class: 'passkey-facts' },
      this.#fact('created-at', element('time', { datetime: createdAt, title: moment(createdAt) }, day(createdAt))),
      this.#fact('last-used', lastUsedAt
        ? element('time', { datetime: lastUsedAt, title: moment(lastUsedAt) }, sinceWhen(lastUsedAt, this.#say('just-now')))
        : this.#say('never-used')));
  }

  #fact(key, value) {
    return element('div', { class: 'passkey-fact', 'data-passkey': key },
      element('dt', {}, this.#say(key)), element('dd', {}, value));
  }

  #actions(onRemove) {
    return element('div', { class: 'passkey-actions' },
      this.#action('rename', 'pencil', () => this.#editLabel()),
      this.#action('remove', 'bin', onRemove));
  }

  #action(key, sign, onClick) {
    const name = this.#say(`${key}-one`, { label: this.#shown });
    const attributes = { class: `passkey-button passkey-button-quiet passkey-${key}`, 'aria-label': name, 'data-passkey': key };
    return button(attributes, onClick, icon(sign, 18), element('span', {}, this.#say(key)));
  }

  #editLabel() {
    if (this.#head.querySelector('form')) {
      return;
    }
    this.#list.hushAll();
    const input = element('input', {
      class: 'passkey-input',
      value: this.#label,
      maxlength: LONGEST_LABEL,
      required: true,
      autocomplete: 'off',
      'aria-label': this.#say('rename-label'),
      'data-passkey': 'rename-input',
    });
    this.node.classList.add('passkey-card-editing');
    this.#head.replaceChildren(this.#labelForm(input));
    input.focus();
    input.select();
  }

  #labelForm(input) {
    const form = element('form', { class: 'passkey-rename-form', 'data-passkey': 'rename-form' }, input,
      element('button', { class: 'passkey-button passkey-button-primary', 'data-passkey': 'rename-save' }, this.#say('save')),
      button({ class: 'passkey-button', 'data-passkey': 'rename-cancel' }, () => this.#closeForm(), this.#say('cancel')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#rename(input.value.trim());
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        this.#closeForm();
      }
    });
    return form;
  }

  async #rename(label) {
    if (label === '' || label === this.#label) {
      this.#closeForm();
      return;
    }
    let renamed = false;
    await this.#list.busyWith(async () => {
      this.#passkey = await this.#list.withRecentSignIn(() => rename(this.#passkey.id, label));
      renamed = true;
      this.#number = undefined;
      this.#list.tell(this.#say('renamed', { label: this.#label }));
      this.#list.announce('passkey-renamed', { passkey: this.#passkey });
    });
    if (renamed) {
      this.#closeForm();
    }
  }

  #closeForm() {
    this.node.classList.remove('passkey-card-editing');
    this.#showLabel();
    for (const key of ['rename', 'remove']) {
      this.#find(key).setAttribute('aria-label', this.#say(`${key}-one`, { label: this.#shown }));
    }
    this.#find('rename').focus();
  }

  #find(part) {
    return this.node.querySelector(`[data-passkey="${part}"]`);
  }
}
