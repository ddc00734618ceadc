// SPDX-License-Identifier: Apache-2.0
import { begin, finish, pick } from './assertion.js';
import { go } from './navigation.js';
import { autofillSupported } from './support.js';

const FIVE_MINUTES = 5 * 60 * 1000;
const PART_OF_LIFETIME = 0.8;
// After failures it is offered ever more slowly, in seconds.
const LONGEST_PAUSE = 300;
const DOUBLINGS = 10;

// The one offer that waits in this page, if any.
let current = null;

/**
 * Offers the user's passkeys in the autofill of an `<input autocomplete="username webauthn">`, for as long as the page is open.
 * After a sign-in it goes where the server says, or calls `onSignedIn` in place of that; `onError` hears of a passkey that was
 * picked and refused, and the offer stands again; `onOtherDomain` as for `authenticate`. Whether the browser can do this.
 */
export async function autofill({ returnTo, onError, onSignedIn, onOtherDomain } = {}) {
  if (!(await autofillSupported())) {
    return false;
  }
  while (current) {
    await stopAutofill();
  }
  offer({ returnTo, onError, onSignedIn, onOtherDomain });
  return true;
}

/** Ends the offer and waits until the browser has let go of it; what was interrupted, or `null`. */
export async function stopAutofill() {
  const interrupted = current;
  if (!interrupted) {
    return null;
  }
  interrupted.controller.abort();
  await interrupted.done;
  return interrupted;
}

/** Makes an interrupted offer anew. */
export function resumeAutofill(interrupted) {
  if (interrupted && !current) {
    offer(interrupted.wishes);
  }
}

function offer(wishes) {
  const run = { wishes, controller: new AbortController(), outcome: null };
  current = run;
  run.done = keepOffering(run).finally(() => {
    if (current === run) {
      current = null;
    }
  });
}

// Whatever fails, a server that starts anew or an extension that answers with nothing: slowly, but for as long as the page is open.
async function keepOffering(run) {
  const { signal } = run.controller;
  for (let failures = 0; !signal.aborted && !run.outcome; ) {
    try {
      run.outcome = await offerOnce(run);
      failures = 0;
    } catch (problem) {
      failures = Math.min(failures + 1, DOUBLINGS);
      await patience(problem.retryAfter ?? Math.min(2 ** failures, LONGEST_PAUSE), signal);
      await looked(signal);
    }
  }
  if (run.outcome) {
    (run.wishes.onSignedIn ?? leave)(run.outcome);
  }
}

// The outcome of a sign-in, or null when the offer ran out.
async function offerOnce({ wishes, controller: { signal } }) {
  const ceremony = await begin({ mediation: 'conditional' }, signal, wishes.onOtherDomain);
  const credential = await pickInTime({ ...ceremony, mediation: 'conditional' }, signal);
  if (!credential) {
    return null;
  }
  try {
    return await finish(ceremony, credential, wishes.returnTo);
  } catch (problem) {
    wishes.onError?.(problem);
    throw problem;
  }
}

// A ceremony dies at the server after a while, so it is replaced before that. Null when its time is over.
async function pickInTime(ceremony, signal) {
  const turn = new AbortController();
  const stop = () => turn.abort();
  signal.addEventListener('abort', stop, { once: true });
  const forget = whenOld(lifetimeOf(ceremony), stop);
  try {
    return await pick(ceremony, turn.signal);
  } catch (problem) {
    if (turn.signal.aborted) {
      return null;
    }
    throw problem;
  } finally {
    forget();
    signal.removeEventListener('abort', stop);
  }
}

function lifetimeOf({ publicKey }) {
  return (publicKey.timeout > 0 ? Math.min(publicKey.timeout, FIVE_MINUTES) : FIVE_MINUTES) * PART_OF_LIFETIME;
}

// A hidden page waits until it is looked at again, and a machine that slept is told by the clock, not by the timer.
function whenOld(lifetime, renew) {
  const end = Date.now() + lifetime;
  const look = () => {
    if (document.visibilityState === 'visible' && Date.now() >= end) {
      renew();
    }
  };
  const timer = setTimeout(look, lifetime + 50);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

function patience(seconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
    if (signal.aborted) {
      clearTimeout(timer);
      resolve();
    }
  });
}

// A page that nobody looks at asks for nothing.
function looked(signal) {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'visible' || signal.aborted) {
        document.removeEventListener('visibilitychange', look);
        signal.removeEventListener('abort', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

function leave(outcome) {
  go(outcome.returnTo);
}
