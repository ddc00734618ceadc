// SPDX-License-Identifier: Apache-2.0
import { ours } from './base.js';
import { PasskeyProblem, problemOfAnswer } from './problem.js';

/** Calls one endpoint; the answer's JSON, or `null` where there is none. Throws a `PasskeyProblem`. */
export async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch(ours(`api/${path}`), {
      method,
      credentials: 'include',
      cache: 'no-store',
      redirect: 'manual',
      headers: headersFor(method),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    throw new PasskeyProblem(error?.name === 'AbortError' ? 'aborted' : 'network', { cause: error });
  }
  if (response.type === 'opaqueredirect') {
    // An application that sends everybody who is not signed in to its login page.
    throw new PasskeyProblem('not-signed-in', { status: 401 });
  }
  if (!response.ok) {
    throw await problemOfAnswer(response);
  }
  return response.status === 204 ? null : jsonOf(response);
}

function headersFor(method) {
  const accept = { Accept: 'application/json, application/problem+json' };
  return method === 'GET' ? accept : { ...accept, 'Content-Type': 'application/json' };
}

async function jsonOf(response) {
  try {
    return await response.json();
  } catch (error) {
    throw new PasskeyProblem('unexpected', { status: response.status, cause: error });
  }
}

/** Lists the passkeys of who is signed in. */
export function passkeys() {
  return call('GET', 'credentials');
}

/** Gives a passkey another label. */
export function rename(id, label) {
  return call('PATCH', `credentials/${encodeURIComponent(id)}`, { label });
}

/** Removes a passkey at the server; what the authenticator keeps stays where it is. */
export function remove(id) {
  return call('DELETE', `credentials/${encodeURIComponent(id)}`);
}

/** Who is signed in, or `null` when nobody is. */
export async function session() {
  try {
    return await call('GET', 'session');
  } catch (problem) {
    if (problem.status === 401) {
      return null;
    }
    throw problem;
  }
}

/** Whether who is signed in is asked for a passkey: `{ wanted, skippable, silent, deadline? }`. */
export function enrollment() {
  return call('GET', 'enrollment');
}

/** Tells the server that who is signed in wants no passkey: `later`, or `never` to be asked again. */
export function skipEnrollment(answer) {
  return call('POST', 'enrollment', { answer });
}

/** Uses a code up, after which this browser may create a passkey: `{ name }`. */
export function useCode(name, code) {
  return call('POST', 'recovery/use', { name, code });
}

/** How many recovery codes who is signed in has: `{ left }`. */
export function recoveryCodes() {
  return call('GET', 'recovery/codes');
}

/** Makes recovery codes, in place of those from before: `{ codes }`. */
export function newRecoveryCodes() {
  return call('POST', 'recovery/codes', {});
}

/** Signs out. */
export function signOut() {
  return call('DELETE', 'session');
}
