// SPDX-License-Identifier: Apache-2.0
// What our own pages have in common. Imported before the elements, so that these come up in the reader's language and know
// where to return to.
import { direction, language, languageOfReader, text, withTexts } from './messages.js';
import { fromServer } from './navigation.js';
import { supported } from './support.js';

document.documentElement.lang = languageOfReader();
withTexts(showTexts);

// Where the reader's language did not come, the page is in English after all.
function showTexts() {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = text(node.dataset.text);
  }
  const name = document.querySelector('meta[name="application-name"]')?.content;
  if (name) {
    document.title += ` · ${name}`;
  }
}

/** Where the visitor came from, as the address says; not to be trusted. */
export const returnTo = new URLSearchParams(location.search).get('returnTo');

if (returnTo !== null) {
  document.querySelector('passkey-sign-in')?.setAttribute('return-to', fromServer(returnTo)?.href ?? '');
}

/** Says that this browser has no passkeys, in place of what needs them. */
export function sayWhereThereAreNoPasskeys(...parts) {
  if (!supported()) {
    parts.forEach((each) => (each.hidden = true));
    withTexts(() => {
      part('unsupported').textContent = text(window.isSecureContext ? 'unsupported' : 'problem-insecure');
      part('unsupported').hidden = false;
    });
  }
}

/** A part of the page. */
export function part(id) {
  return document.getElementById(id);
}
