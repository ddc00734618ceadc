// SPDX-License-Identifier: Apache-2.0
import { passkeys, signOut } from './api.js';
import { stepUp } from './ceremonies.js';
import { element } from './dom.js';
import { direction, fill, language, text } from './messages.js';
import { forServer, loginAddress, sameOrigin } from './navigation.js';
import { PasskeyProblem } from './problem.js';

// What was said is of no use any more as soon as something else is done, wherever on the page.
const OURS = 'passkey-admin, passkey-create, passkey-list, passkey-recovery-codes, passkey-sign-in';

addEventListener('pageshow', ({ persisted }) => persisted && hushAll());

function hushAll() {
  document.querySelectorAll(OURS).forEach((each) => each.hush?.());
}

/**
 * What our elements have in common: they live in the page's own tree, so that its styles reach them; each sentence `key` may be
 * replaced by an attribute `text-key`; what happened is said in a live region and told by events.
 */
export class PasskeyElement extends HTMLElement {
  #status = element('p', { class: 'passkey-message passkey-message-status', role: 'status', 'data-passkey': 'status' });
  #alert = element('div', { class: 'passkey-message passkey-message-alert', role: 'alert', 'data-passkey': 'alert' });
  #built = false;

  connectedCallback() {
    if (!this.#built) {
      this.#built = true;
      this.#nameLanguage();
      this.replaceChildren(...this.build(), this.#status, this.#alert);
    }
    this.connected?.();
  }

  // For those who hear the page, and for texts that run the other way than the page does.
  #nameLanguage() {
    if (!document.documentElement.lang) {
      this.lang ||= language();
    }
    if (getComputedStyle(this).direction !== direction()) {
      this.dir = direction();
    }
  }

  /** A sentence, the page's own where it gave one. */
  say(key, values = {}) {
    const own = this.getAttribute(`text-${key}`);
    return own === null ? text(key, values) : fill(own, values);
  }

  /** Forgets what was said. */
  hush() {
    this.#alert.replaceChildren();
    this.#status.textContent = '';
  }

  /** Forgets what was said anywhere on the page: the user goes on to something else. */
  hushAll() {
    hushAll();
  }

  /** Says that something went well, or goes on. */
  tell(message) {
    this.hush();
    this.#status.textContent = message;
    this.#status.scrollIntoView({ block: 'nearest' });
  }

  /** Says that something went wrong, if the user has to know. */
  complain(problem, ...more) {
    this.hush();
    const silent = problem.code === 'aborted';
    this.#alert.replaceChildren(...(silent ? [] : [element('span', {}, this.#sentence(problem)), ...more]));
    if (!silent) {
      this.#alert.scrollIntoView({ block: 'nearest' });
      this.announce('passkey-error', { code: problem.code ?? 'unexpected', message: this.#sentence(problem), problem });
    }
  }

  #sentence(problem) {
    return this.say(this.sentenceKeys?.[problem.code] ?? problem.key ?? 'problem-unexpected', problem.values);
  }

  /** Tells the page; `false` when the page prevents what would follow. */
  announce(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));
  }

  /** Runs one action at a time, with everything in the element switched off meanwhile. */
  async busyWith(action) {
    if (this.getAttribute('aria-busy') === 'true') {
      return;
    }
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    const off = [...this.querySelectorAll('button:not([disabled]), input:not([disabled])')];
    hushAll();
    this.setAttribute('aria-busy', 'true');
    off.forEach((control) => (control.disabled = true));
    try {
      await action();
    } catch (problem) {
      this.complainWithWayOut(problem);
    } finally {
      this.removeAttribute('aria-busy');
      off.forEach((control) => (control.disabled = false));
      if (focused?.isConnected && document.activeElement === document.body) {
        focused.focus();
      }
    }
  }

  #withWayOut(problem) {
    return problem.code === 'not-signed-in' || problem.code === 'step-up-required' ? [problem, this.#signInAgain()] : [problem];
  }

  // Signed out first: who is signed in would not be asked for anything.
  #signInAgain() {
    const href = this.loginAddress();
    const link = element('a', { class: 'passkey-link', href, 'data-passkey': 'sign-in-again' }, this.say('sign-in-again'));
    link.addEventListener('click', async (event) => {
      event.preventDefault();
      await signOut().catch(() => {});
      location.assign(href);
    });
    return link;
  }

  /** Says what went wrong, with the way out where there is one. */
  complainWithWayOut(problem) {
    this.complain(...this.#withWayOut(asProblem(problem)));
  }

  /** The page that signs in and comes back here. */
  loginAddress() {
    return loginAddress(this.getAttribute('login'));
  }

  /** Does what needs a recent sign-in; where the last one is too old, the user first confirms with a passkey, if there is one. */
  async withRecentSignIn(action) {
    try {
      return await action();
    } catch (problem) {
      if (problem.code !== 'step-up-required' || (await passkeys()).every(({ domain }) => domain === 'closed')) {
        throw problem;
      }
      this.tell(this.say('confirming'));
      await this.#confirmed(problem);
      return action();
    }
  }

  // Who cannot confirm with a passkey here and now may still sign in another way.
  async #confirmed(stepUpRequired) {
    try {
      await stepUp();
    } catch (problem) {
      throw problem.code === 'cancelled' ? stepUpRequired : problem;
    }
  }

  /** The value of the input that an attribute points at. */
  valueFrom(attribute) {
    return this.inputFrom(attribute)?.value.trim() ?? '';
  }

  /** The input that an attribute points at by a selector. */
  inputFrom(attribute) {
    const selector = this.getAttribute(attribute);
    return selector ? document.querySelector(selector) : null;
  }

  /** Where to go afterwards, if the page says so and it is on this origin. */
  get returnTo() {
    const url = sameOrigin(this.getAttribute('return-to'));
    return url ? forServer(url) : undefined;
  }
}

// A fault of our own is shown like one of the server's, and kept for the console.
function asProblem(error) {
  if (error instanceof PasskeyProblem) {
    return error;
  }
  console.error(error);
  return new PasskeyProblem('unexpected', { cause: error });
}

