// SPDX-License-Identifier: Apache-2.0
import { PasskeyProblem } from './problem.js';
import { usableHere } from './support.js';

/** Throws a `PasskeyProblem` where this browser cannot use the passkeys of that domain on this page, before it asks the user for anything. */
export async function checkDomain(rpId) {
  if (!(await usableHere(rpId))) {
    throw new PasskeyProblem('unsupported');
  }
}
