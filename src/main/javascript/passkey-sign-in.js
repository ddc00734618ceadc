// SPDX-License-Identifier: Apache-2.0
import { autofill, stopAutofill } from './autofill.js';
import { authenticate, stepUp } from './ceremonies.js';
import { button, icon, element } from './dom.js';
import { PasskeyElement } from './element.js';
import { localOffer, offersLocal } from './local-offer.js';
import { forServer, fromServer, go, home } from './navigation.js';
import { immediateSupported, supported } from './support.js';

/**
 * `<passkey-sign-in>`: a button that signs in with a passkey.
 *
 * `return-to`: where to go afterwards; `return-to-query`: name of the parameter of this page's address that says it. `autofill`: also offer passkeys in an `<input autocomplete="username webauthn">` of the
 * page. `name-from`: selector of an input; a name typed there narrows the choice to that user's passkeys. `step-up`: who is signed in
 * confirms with a passkey of theirs. `immediate`: only with a passkey on this device, where the browser can tell at once that there is none; its value
 * is a selector of the input that then gets the focus. `offer-local`: after a sign-in with a phone or a security key, offers to create a passkey on this device.
 */
export class PasskeySignIn extends PasskeyElement {
  // Whom a page has of both domains while the application moves: this one is for the other.
  #other = button({ class: 'passkey-button passkey-button-quiet', 'data-passkey': 'other-domain', hidden: true }, () => this.#signIn(this.#domain));
  #domain;
  #button = button({ class: 'passkey-button passkey-button-primary', 'data-passkey': 'sign-in' }, () => this.#signIn());

  build() {
    this.#button.append(icon('person'), element('span', {}, this.say(this.#confirms ? 'confirm' : 'sign-in')));
    return [this.#button, this.#other];
  }

  connected() {
    // Without passkeys the page is for the other ways to sign in, and need not speak of them; but there is no other way to confirm.
    this.hidden = !supported() && !this.#confirms;
    this.#button.hidden = !supported();
    if (supported() && this.hasAttribute('autofill')) {
      this.#offer();
    } else if (!supported()) {
      this.tell(this.say(window.isSecureContext ? 'unsupported' : 'problem-insecure'));
    }
  }

  /** Browsers do not tell whether somebody cancelled or there was no passkey, so the way out is told to both. */
  get sentenceKeys() {
    return { cancelled: this.#confirms ? 'problem-not-confirmed' : 'problem-no-passkey-used' };
  }

  disconnectedCallback() {
    if (this.hasAttribute('autofill')) {
      stopAutofill();
    }
  }

  get #confirms() {
    return this.hasAttribute('step-up');
  }

  get #destination() {
    const asked = new URLSearchParams(location.search).get(this.getAttribute('return-to-query'));
    const url = this.hasAttribute('return-to-query') ? fromServer(asked) : null;
    return url ? forServer(url) : this.returnTo;
  }

  #offerOther(rpId) {
    this.#domain = rpId;
    this.#other.textContent = this.say('other-domain', { domain: rpId });
    this.#other.hidden = false;
  }

  #offer() {
    autofill({
      onOtherDomain: (rpId) => this.#offerOther(rpId),
      returnTo: this.#destination,
      onError: (problem) => this.complain(problem),
      onSignedIn: (outcome) => this.#arrive(outcome),
    });
  }

  #signIn(rpId) {
    return this.busyWith(async () => {
      this.tell(this.say('waiting'));
      const returnTo = this.#destination;
      const immediate = !rpId && this.hasAttribute('immediate') && (await immediateSupported());
      const asked = { returnTo, rpId, onOtherDomain: (other) => this.#offerOther(other) };
      try {
        this.#arrive(await (this.#confirms ? stepUp(asked) : authenticate({ ...asked, name: this.valueFrom('name-from'), immediate })));
      } catch (problem) {
        if (!immediate || problem.code !== 'cancelled') {
          throw problem;
        }
        this.#fallBack();
      }
    });
  }

  // There is no passkey on this device, or the user does not want it: the browser does not tell which. The page's form is next.
  #fallBack() {
    this.hush();
    if (this.announce('passkey-not-here', {})) {
      setTimeout(() => this.inputFrom('immediate')?.focus());
    }
  }

  async #arrive(outcome) {
    this.tell(this.say(this.#confirms ? 'confirmed' : 'signed-in'));
    if (!this.announce('passkey-signed-in', outcome)) {
      return;
    }
    if (this.hasAttribute('offer-local') && !this.#confirms && (await offersLocal(outcome))) {
      await this.#offerLocal(outcome);
    } else {
      go(outcome.returnTo);
    }
  }

  async #offerLocal({ returnTo }) {
    const { href } = fromServer(returnTo) ?? home();
    const offer = await localOffer((key) => this.say(key), href, () => go(returnTo));
    this.#button.hidden = true;
    this.#other.hidden = true;
    this.append(offer);
    offer.querySelector('h2').focus();
  }
}
