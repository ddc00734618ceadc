// SPDX-License-Identifier: Apache-2.0
import { passkeys, remove } from './api.js';
import { button, element, icon } from './dom.js';
import { PasskeyElement } from './element.js';
import { PasskeyCard } from './passkey-card.js';
import { askBeforeRemoving } from './removal.js';
import { signalAccepted } from './signals.js';
import { signalUnknown } from './support.js';

/**
 * `<passkey-list>`: the passkeys of who is signed in, a card each, to rename and to remove.
 *
 * `create`: has a button to create a passkey with it. `login`: address of the sign-in page, ours when absent. Its attribute
 * `data-state` says `loading`, `filled`, `empty`, `signed-out` or `failed`.
 */
export class PasskeyList extends PasskeyElement {
  #hero = element('div', { class: 'passkey-hero', 'data-passkey': 'hero' });
  #cards = element('ul', { class: 'passkey-cards', role: 'list', 'data-passkey': 'cards', tabindex: '-1' });
  #foot = element('div', { class: 'passkey-foot' });
  #reload = (event) => this.#showCreated(event);

  build() {
    this.#cards.setAttribute('aria-label', this.say('list'));
    if (this.hasAttribute('create')) {
      this.#foot.append(element('passkey-create', this.#handedOn('text-', 'login')));
    }
    return [this.#hero, this.#cards, this.#foot];
  }

  connected() {
    document.addEventListener('passkey-created', this.#reload);
    this.reload();
  }

  disconnectedCallback() {
    document.removeEventListener('passkey-created', this.#reload);
  }

  /** Asks the server again. */
  async reload() {
    if (this.#cards.childElementCount === 0) {
      this.#show('loading');
    }
    try {
      this.#fill(await passkeys());
    } catch (problem) {
      this.#fail(problem);
    }
  }

  async #showCreated() {
    await this.reload();
  }

  #fill(all) {
    signalAccepted(all);
    const numbers = numbersOf(all);
    this.#cards.replaceChildren(...all.map((passkey) => this.#card(passkey, numbers.get(passkey))));
    this.#show(all.length === 0 ? 'empty' : 'filled');
    this.announce('passkeys-listed', { passkeys: all });
  }

  #card(passkey, number) {
    return new PasskeyCard(this, passkey, { number, onRemove: (current) => this.#remove(current) }).node;
  }

  #fail(problem) {
    this.#cards.replaceChildren();
    if (problem.code === 'not-signed-in') {
      this.#show('signed-out');
    } else {
      this.#show('failed');
      this.complain(problem, this.#tryAgain());
    }
  }

  async #remove(passkey) {
    this.hushAll();
    if (!(await askBeforeRemoving(this, passkey))) {
      return;
    }
    await this.busyWith(async () => {
      try {
        await this.withRecentSignIn(() => remove(passkey.id));
      } catch (problem) {
        await this.#reloadIfGone(problem);
        throw problem;
      }
      this.#removed(passkey);
      await this.reload();
    });
    this.#focusAfterRemoval(passkey.id);
  }

  async #reloadIfGone(problem) {
    if (problem.code === 'no-such-passkey') {
      await this.reload();
    }
  }

  #removed(passkey) {
    const told = signalUnknown(passkey.rpId, passkey.id);
    const values = { label: passkey.label, provider: passkey.provider?.name };
    this.tell(this.say(told ? 'removed-told' : passkey.provider ? 'removed' : 'removed-elsewhere', values));
    this.announce('passkey-removed', { passkey });
  }

  #focusAfterRemoval(id) {
    const stillThere = this.#cards.querySelector(`[data-passkey-id="${CSS.escape(id)}"] [data-passkey="remove"]`);
    (stillThere ?? this.#cards).focus();
  }

  #show(state) {
    this.dataset.state = state;
    this.#cards.hidden = state !== 'filled';
    this.#foot.hidden = state !== 'filled' && state !== 'empty';
    this.#hero.replaceChildren(...this.#heroFor(state));
    this.#hero.hidden = this.#hero.childElementCount === 0;
  }

  #heroFor(state) {
    switch (state) {
      case 'loading':
        return [element('p', { class: 'passkey-hero-text', role: 'status' }, this.say('loading'))];
      case 'empty':
        return [this.#heroSign(), ...this.#heroWords('empty-title', 'empty-text')];
      case 'signed-out':
        return [this.#heroSign(), ...this.#heroWords('not-signed-in-title', 'not-signed-in-text'), this.#loginLink()];
      default:
        return [];
    }
  }

  #heroSign() {
    return element('span', { class: 'passkey-hero-sign', 'aria-hidden': 'true' }, icon('person', 34));
  }

  #heroWords(title, words) {
    return [
      element('h2', { class: 'passkey-hero-title' }, this.say(title)),
      element('p', { class: 'passkey-hero-text' }, this.say(words)),
    ];
  }

  #loginLink() {
    const attributes = { class: 'passkey-button passkey-button-primary', href: this.loginAddress(), 'data-passkey': 'login' };
    return element('a', attributes, this.say('go-to-sign-in'));
  }

  #tryAgain() {
    const again = () => {
      this.tell('');
      this.reload();
    };
    return button({ class: 'passkey-button', 'data-passkey': 'try-again' }, again, this.say('try-again'));
  }

  #handedOn(...prefixes) {
    const attributes = [...this.attributes].filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
    return Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  }
}

// Two that are called the same are numbered, the oldest first.
function numbersOf(all) {
  const named = (passkey) => all.filter(({ label }) => label === passkey.label);
  const place = (passkey) => named(passkey).filter(({ createdAt }) => createdAt < passkey.createdAt).length;
  return new Map(all.filter((passkey) => named(passkey).length > 1).map((passkey) => [passkey, place(passkey) + 1]));
}
