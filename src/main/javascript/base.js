// SPDX-License-Identifier: Apache-2.0

// Where our files and endpoints are, {context}/passkeys/: beside this module, whatever the context is, unless a front end says otherwise.
let base;

/**
 * Says where the application is whose users have the passkeys, before anything else is called. `baseUrl`: its root, such as
 * `https://api.example.com/shop`.
 */
export function configure({ baseUrl }) {
  const root = new URL(baseUrl, globalThis.location?.href);
  if (!/^https?:$/.test(root.protocol)) {
    throw new TypeError(`baseUrl is no http address: ${baseUrl}`);
  }
  base = new URL(`${root.pathname.replace(/\/+$/, '')}/passkeys/`, root.origin);
}

/** The address of one of our files or endpoints, such as `api/session`. */
export function ours(path) {
  return new URL(path, base ?? new URL('./', import.meta.url));
}
