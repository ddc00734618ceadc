// SPDX-License-Identifier: Apache-2.0
import { create, upgrade } from './ceremonies.js';
import { button, element, icon } from './dom.js';
import { PasskeyElement } from './element.js';
import { go, home, sameOrigin } from './navigation.js';
import { PasskeyProblem } from './problem.js';
import { supported } from './support.js';

/**
 * `<passkey-create>`: a button that makes a passkey for who is signed in.
 *
 * `new-account`: makes an account together with the passkey, named by the input that `name-from` selects, and shown as
 * `display-name-from` says. `label-from`: selector of an input with a label for the passkey. `return-to`: where to go afterwards.
 * `upgrade`: once the element is shown, make a passkey unasked, where browser and password manager agree. `hints`: kinds of
 * authenticators that the browser offers first, separated by spaces.
 */
export class PasskeyCreate extends PasskeyElement {
  #button = button({ class: 'passkey-button passkey-button-primary', 'data-passkey': 'create' }, () => this.#create());

  build() {
    this.#button.append(icon('key'), element('span', {}, this.say(this.#forNewAccount ? 'create-account' : 'create')));
    return [this.#button];
  }

  connected() {
    // What nobody asked for is not missed.
    this.hidden = !supported() && this.hasAttribute('upgrade');
    this.#button.hidden = !supported();
    if (!supported()) {
      this.tell(this.say(window.isSecureContext ? 'unsupported' : 'problem-insecure'));
    } else if (this.hasAttribute('upgrade')) {
      this.#upgrade();
    }
  }

  get #forNewAccount() {
    return this.hasAttribute('new-account');
  }

  get #hints() {
    return this.getAttribute('hints')?.split(' ');
  }

  async #upgrade() {
    const passkey = await upgrade();
    if (passkey) {
      this.#arrive(passkey, 'upgraded');
    }
  }

  #create() {
    if (this.#forNewAccount && !this.valueFrom('name-from')) {
      this.complain(new PasskeyProblem('name-missing'));
      this.inputFrom('name-from')?.focus();
      return undefined;
    }
    return this.busyWith(async () => {
      this.tell(this.say('waiting'));
      const label = this.valueFrom('label-from');
      if (this.#forNewAccount) {
        const request = { name: this.valueFrom('name-from'), displayName: this.valueFrom('display-name-from'), label };
        this.#arrive(await create(request), 'account-created');
      } else {
        this.#arrive(await this.withRecentSignIn(() => create({ label, hints: this.#hints })), 'created');
      }
    });
  }

  #arrive(passkey, sentence) {
    this.tell(this.say(sentence));
    if (this.announce('passkey-created', { passkey }) && this.hasAttribute('return-to')) {
      go((sameOrigin(this.getAttribute('return-to')) ?? home()).href);
    }
  }
}
