// SPDX-License-Identifier: Apache-2.0
// What our own pages have in common. Imported before the elements, so that these come up in the reader's language and know
// where to return to.
import { messages, text } from './messages.js';

const wanted = navigator.languages?.map((each) => each.split('-')[0].toLowerCase()) ?? [];
document.documentElement.lang = wanted.find((each) => Object.hasOwn(messages, each)) ?? 'en';

for (const node of document.querySelectorAll('[data-text]')) {
  node.textContent = text(node.dataset.text);
}

/** Where the visitor came from, as the address says; not to be trusted. */
export const returnTo = new URLSearchParams(location.search).get('returnTo');

if (returnTo !== null) {
  document.querySelector('passkey-sign-in')?.setAttribute('return-to', returnTo);
}

/** A part of the page. */
export function part(id) {
  return document.getElementById(id);
}
