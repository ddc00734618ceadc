// SPDX-License-Identifier: Apache-2.0
import type { CreatedPasskey, Passkey, PasskeyProblem, SignInOutcome } from './client.js';

/** Defines the elements `<passkey-create>`, `<passkey-list>` and `<passkey-sign-in>`. */
export function defineElements(): void;

declare global {
  interface HTMLElementTagNameMap {
    'passkey-create': HTMLElement;
    'passkey-list': HTMLElement;
    'passkey-sign-in': HTMLElement;
  }

  interface HTMLElementEventMap {
    'passkey-signed-in': CustomEvent<SignInOutcome>;
    'passkey-created': CustomEvent<{ passkey: CreatedPasskey }>;
    'passkey-not-here': CustomEvent<Record<string, never>>;
    'passkeys-listed': CustomEvent<{ passkeys: Passkey[] }>;
    'passkey-renamed': CustomEvent<{ passkey: Passkey }>;
    'passkey-removed': CustomEvent<{ passkey: Passkey }>;
    'passkey-error': CustomEvent<{ code: string; message: string; problem: PasskeyProblem }>;
  }
}
