// SPDX-License-Identifier: Apache-2.0

/** The root of the host application. */
export const HOME = new URL('../', import.meta.url);

/** The sign-in page for hosts that have none. */
const LOGIN = new URL('./login', import.meta.url);

/** An address as URL when it lies on this origin, else `null`. */
export function sameOrigin(address) {
  if (typeof address !== 'string' || address === '') {
    return null;
  }
  try {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/** Goes to an address on this origin; to the application's root where it names another origin, or nothing. */
export function go(address) {
  location.assign((sameOrigin(address) ?? HOME).href);
}

/** The address of a sign-in page that comes back to this page. */
export function loginAddress(page) {
  const login = new URL(sameOrigin(page) ?? LOGIN);
  login.searchParams.set('returnTo', location.pathname + location.search);
  return login.href;
}
