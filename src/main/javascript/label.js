// SPDX-License-Identifier: Apache-2.0
import { text } from './messages.js';

// The first that fits; others name themselves after these.
const BROWSERS = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** What to call a new passkey whose owner does not say: after where it was made; `undefined` where that cannot be told. */
export function labelOf({ authenticatorAttachment, response }) {
  if (authenticatorAttachment === 'cross-platform') {
    return text(response.transports?.includes('hybrid') ? 'label-phone' : 'label-security-key');
  }
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  return browser && system ? text('label-browser', { browser, system }) : undefined;
}

function named(names) {
  return names.find(([mark]) => mark.test(navigator.userAgent))?.[1];
}
