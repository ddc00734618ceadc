// SPDX-License-Identifier: Apache-2.0
import { knows, text } from './messages.js';
import { fromNow } from './time.js';

/**
 * Says why something did not work: `code` for programs (one of the server's, or one of ours for what the browser reported),
 * `message` for people.
 */
export class PasskeyProblem extends Error {
  constructor(code, { status, detail, retryAfter, unknownCredential, cause } = {}) {
    super(text(sentenceKey(code, unknownCredential, retryAfter), wait(retryAfter)), { cause });
    this.name = 'PasskeyProblem';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.unknownCredential = unknownCredential === true;
  }

  /** Key of the sentence in the table of messages. */
  get key() {
    return sentenceKey(this.code, this.unknownCredential, this.retryAfter);
  }

  /** What the sentence is filled with. */
  get values() {
    return wait(this.retryAfter);
  }
}

function wait(retryAfter) {
  return retryAfter ? { when: fromNow(retryAfter) } : {};
}

function sentenceKey(code, unknownCredential, retryAfter) {
  if (unknownCredential === true) {
    return 'problem-unknown-passkey';
  }
  if (code === 'too-many-requests' && retryAfter) {
    return 'problem-too-many-requests-until';
  }
  return knows(`problem-${code}`) ? `problem-${code}` : 'problem-unexpected';
}

// What navigator.credentials throws, by the name of the DOMException.
const FROM_BROWSER = {
  AbortError: 'aborted',
  ConstraintError: 'device-unsuited',
  InvalidStateError: 'already-registered',
  NotAllowedError: 'cancelled',
  NotReadableError: 'device-failed',
  NotSupportedError: 'device-unsuited',
  OperationError: 'already-running',
  SecurityError: 'insecure',
};

/** The problem that an error of `navigator.credentials` stands for. */
export function problemOfBrowser(error) {
  return error instanceof PasskeyProblem
    ? error
    : new PasskeyProblem(FROM_BROWSER[error?.name] ?? 'device-failed', { cause: error });
}

/** The problem that an answer of the server stands for, also where a proxy answered in its place. */
export async function problemOfAnswer(response) {
  const body = await response.json().catch(() => null);
  const code = typeof body?.code === 'string' ? body.code : codeOfStatus(response.status);
  return new PasskeyProblem(code, {
    status: response.status,
    detail: body?.detail,
    retryAfter: secondsToWait(response),
    unknownCredential: body?.unknownCredential,
  });
}

function codeOfStatus(status) {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 413:
      return 'request-too-large';
    case 429:
      return 'too-many-requests';
    case 503:
      return 'temporarily-unavailable';
    default:
      return 'unexpected';
  }
}

function secondsToWait(response) {
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
