// SPDX-License-Identifier: Apache-2.0
import { newRecoveryCodes, recoveryCodes } from './api.js';
import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { PasskeyElement } from './element.js';

/** `<passkey-recovery-codes>`: how many recovery codes the user has left, and a button that makes new ones, which are shown once. */
export class RecoveryCodes extends PasskeyElement {
  #left = element('p', { class: 'passkey-codes-left', 'data-passkey': 'codes-left' });
  #create = button({ class: 'passkey-button', 'data-passkey': 'codes-create' }, () => this.#make());
  #fresh = element('div', { class: 'passkey-codes-new', hidden: true, 'data-passkey': 'codes-new' });
  #count = 0;

  build() {
    // A page that was left is not kept with the codes on it.
    addEventListener('pagehide', () => this.#forget());
    return [
      element('h2', { class: 'passkey-section-title' }, this.say('codes-title')),
      element('p', { class: 'passkey-section-text' }, this.say('codes-text')),
      this.#left, this.#create, this.#fresh];
  }

  /** Asks the server how many there are. */
  async reload() {
    this.#forget();
    try {
      this.#show((await recoveryCodes()).left);
    } catch (problem) {
      this.complainWithWayOut(problem);
    }
  }

  /** Shows nothing any more: the user has signed out. */
  leave() {
    this.hidden = true;
    this.#forget();
  }

  #show(count) {
    this.#count = count;
    this.#left.textContent = count > 0 ? this.say('codes-left', { count }) : this.say('codes-none');
    this.#create.textContent = this.say(count > 0 ? 'codes-replace' : 'codes-create');
  }

  async #make() {
    this.hushAll();
    if (this.#count > 0 && !(await this.#mayReplace())) {
      return;
    }
    await this.busyWith(async () => {
      const { codes } = await this.withRecentSignIn(newRecoveryCodes);
      this.hush();
      this.#show(codes.length);
      this.#showOnce(codes);
    });
  }

  #mayReplace() {
    return ask(this, {
      name: 'codes',
      title: this.say('codes-replace-title'),
      sentences: [this.say('codes-replace-text')],
      confirm: this.say('codes-replace'),
    });
  }

  #showOnce(codes) {
    const title = element('h3', { class: 'passkey-codes-title', tabindex: '-1' }, this.say('codes-new-title'));
    const address = new URL('recover', document.baseURI).href;
    this.#fresh.replaceChildren(title,
      element('p', {}, this.say('codes-new-text')),
      element('ol', { class: 'passkey-codes-list', role: 'list' },
        ...codes.map((code) => element('li', {}, element('code', { dir: 'ltr' }, code)))),
      element('p', { class: 'passkey-codes-where' }, this.say('codes-where', { address })),
      element('div', { class: 'passkey-codes-answers' },
        this.#answer('copy', () => this.#copy(codes)), this.#answer('print', () => print()), this.#answer('done', () => this.#done())));
    this.#fresh.hidden = false;
    this.#create.hidden = true;
    title.focus();
  }

  #answer(key, onClick) {
    return button({ class: 'passkey-button', 'data-passkey': `codes-${key}` }, onClick, this.say(`codes-${key}`));
  }

  async #copy(codes) {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      this.tell(this.say('codes-copied'));
    } catch {
      this.tell(this.say('codes-copy-failed'));
    }
  }

  #done() {
    this.hush();
    this.#forget();
    this.#create.focus();
  }

  #forget() {
    this.#fresh.replaceChildren();
    this.#fresh.hidden = true;
    this.#create.hidden = false;
  }
}
