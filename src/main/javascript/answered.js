// SPDX-License-Identifier: Apache-2.0
import { PasskeyProblem, problemOfBrowser } from './problem.js';

// How long an answer may still come once it is wanted no more, in milliseconds.
const GRACE = 1000;

/**
 * The credential that the browser answers with. Extensions that put themselves in the browser's place may answer with nothing, which is
 * what a user does who cancels, and may not heed the signal, so that after it the answer is waited for only a moment longer. Throws a
 * `PasskeyProblem`.
 */
export async function answered(signal, ask) {
  const ended = end(signal);
  try {
    const credential = await Promise.race([ask(), ended.promise]);
    if (!credential) {
      throw new PasskeyProblem('cancelled');
    }
    return credential;
  } catch (error) {
    throw problemOfBrowser(error);
  } finally {
    ended.forget();
  }
}

function end(signal) {
  let forget = () => {};
  const promise = new Promise((resolve, reject) => {
    let timer;
    const wait = () => {
      timer = setTimeout(() => reject(new PasskeyProblem('aborted')), GRACE);
    };
    forget = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wait);
    };
    if (signal?.aborted) {
      wait();
    } else {
      signal?.addEventListener('abort', wait, { once: true });
    }
  });
  return { promise, forget };
}
