// SPDX-License-Identifier: Apache-2.0
import './admin-english.js';
import { part } from './page.js';
import { audit } from './admin-audit.js';
import { codes } from './admin-codes.js';
import { figures } from './admin-figures.js';
import { settings } from './admin-settings.js';
import { user, users } from './admin-users.js';
import { session, signOut } from './api.js';
import { ask } from './dialog.js';
import { element } from './dom.js';
import { PasskeyElement } from './element.js';
import { text, withTexts } from './messages.js';
import { home } from './navigation.js';

const SECTIONS = { users, codes, figures, audit, settings };

/** `<passkey-admin>`: the sections of the page of administrators; the part of the address behind the number sign says which. */
class PasskeyAdmin extends PasskeyElement {
  sentenceKeys = { 'step-up-required': 'admin-step-up', 'passkey-not-allowed': 'admin-own-code' };
  #links = Object.keys(SECTIONS).map((name) => element('a', { class: 'passkey-link', href: `#${name}`, 'data-passkey': name }, text(`admin-${name}`)));
  #title = element('h2', { tabindex: '-1', 'data-passkey': 'section' });
  #content = element('div', { class: 'passkey-admin-content', 'data-passkey': 'content' });

  build() {
    const nav = element('nav', { class: 'passkey-admin-nav', 'aria-label': this.say('admin-sections') },
      element('ul', { role: 'list' }, ...this.#links.map((link) => element('li', {}, link))));
    return [nav, this.#title, this.#content];
  }

  connected() {
    addEventListener('hashchange', () => this.#open());
    this.show();
  }

  // What was said about another section is of no use here.
  async #open() {
    this.hushAll();
    await this.show();
    this.#title.focus();
  }

  /** Shows the section of the address as it is now. */
  async show() {
    const { hash } = location;
    const [section, who] = place(hash);
    this.#links.forEach((link) => link.setAttribute('aria-current', link.hash === `#${section}` ? 'page' : 'false'));
    this.#title.replaceChildren(who === undefined ? text(`admin-${section}`) : element('bdi', {}, who));
    try {
      const made = await (who === undefined ? SECTIONS[section](this) : user(this, who));
      if (location.hash === hash) {
        this.#content.replaceChildren(...made);
        this.dataset.section = section;
      }
    } catch (problem) {
      this.#content.replaceChildren();
      this.complainWithWayOut(problem);
    }
  }

  /** Asks before something is taken away. */
  asks(question) {
    this.hushAll();
    return ask(this, question);
  }

  /** Does something, shows what became of it, perhaps in another section, and says so. */
  acts(doing, done, goOn) {
    return this.busyWith(async () => {
      await this.withRecentSignIn(doing);
      if (goOn) {
        history.replaceState(null, '', goOn);
      }
      await this.show();
      this.#title.focus();
      this.tell(done);
    });
  }
}

function place(hash) {
  const [section, ...rest] = hash.slice(1).split('/');
  if (section === 'user' && rest.length > 0) {
    return ['users', decoded(rest.join('/'))];
  }
  return [Object.hasOwn(SECTIONS, section) ? section : 'users'];
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function showWhoIsSignedIn() {
  customElements.define('passkey-admin', PasskeyAdmin);
  const who = await session().catch(() => null);
  part('who').textContent = who ? text('signed-in-as', { name: who.name }) : '';
  part('sign-out').hidden = !who;
}

part('sign-out').addEventListener('click', async () => {
  await signOut().catch(() => {});
  location.assign(home().href);
});
withTexts(showWhoIsSignedIn);
