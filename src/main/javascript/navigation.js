// SPDX-License-Identifier: Apache-2.0
import { ours } from './base.js';

/** The root of the host application. */
export function home() {
  return ours('../');
}

/** An address as URL when it lies on this origin, else `null`. What is relative is so to the page, or to another `base`. */
export function sameOrigin(address, base = document.baseURI) {
  if (typeof address !== 'string' || address === '') {
    return null;
  }
  try {
    const url = new URL(address, base);
    return url.origin === location.origin && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/** An address that the server gave, which is relative to the application's root: behind a proxy only the browser knows its path. */
export function fromServer(address) {
  return sameOrigin(address, home());
}

/** An address as the server knows it: within the application, relative to its root. */
export function forServer({ pathname, search, hash = '' }) {
  const within = pathname.startsWith(home().pathname);
  return (within ? `./${pathname.slice(home().pathname.length)}` : pathname) + search + hash;
}

/** Goes to an address on this origin that the server gave; to the application's root where it names another origin, or nothing. */
export function go(address) {
  location.assign((fromServer(address) ?? home()).href);
}

/** The address that signs in and comes back to this page: that of a page, or of the way that is usual in the application. */
export function loginAddress(page) {
  const own = sameOrigin(page);
  // Signs in in the way that is usual in the application, and comes back.
  const login = new URL(own ?? ours('sign-in'));
  login.searchParams.set('returnTo', own ? location.pathname + location.search : belowHome(location));
  return login.href;
}

// As seen from the application's root, wherever a proxy has put that; nothing for a page outside.
function belowHome({ pathname, search }) {
  return pathname.startsWith(home().pathname) ? pathname.slice(home().pathname.length) + search : '';
}
