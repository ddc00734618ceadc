// SPDX-License-Identifier: Apache-2.0

/** Where the application is whose users have the passkeys. */
export interface ClientOptions {
  /** Its root, such as `https://api.example.com/shop`. */
  baseUrl: string | URL;
}

/** Says where the application is, before anything else is called. Default: the root of the page's own origin. */
export function configure(options: ClientOptions): void;

/** Kinds of authenticators that the browser offers first. */
export type Hint = 'client-device' | 'security-key' | 'hybrid';

/** Salts for secrets that the authenticator derives (PRF). */
export interface PrfSalts {
  first: BufferSource;
  second?: BufferSource;
}

/** Secrets that the authenticator derived for the page. The server never gets them. */
export interface PrfSecrets {
  enabled?: boolean;
  first?: BufferSource;
  second?: BufferSource;
}

/** A passkey of the user. */
export interface Passkey {
  /** Credential ID in base64url. */
  id: string;
  rpId: string;
  /** Not the domain of this host: one from before a move, whose passkeys still sign in (`previous`) or do not (`closed`). */
  domain?: 'previous' | 'closed';
  label: string;
  userHandle: string;
  provider?: { aaguid: string; name: string; icon?: string };
  /** ISO 8601, as all times. */
  createdAt: string;
  lastUsedAt?: string;
  transports: string[];
  backupEligible: boolean;
  backedUp: boolean;
}

/** A passkey that was just created. */
export interface CreatedPasskey extends Passkey {
  discoverable?: boolean;
  prf?: PrfSecrets;
}

/** A user who has just signed in, or confirmed. */
export interface SignInOutcome {
  name: string;
  /** Where the application would go, relative to its root. */
  returnTo: string;
  attachment?: 'platform' | 'cross-platform';
  prf?: PrfSecrets;
}

/** A user who is signed in. */
export interface Session {
  name: string;
  /** `passkey`, `password`, or another way of the application. */
  method: string;
  authenticatedAt?: string;
  passkeyVerifiedAt?: string;
}

/** Whether a user is asked for a passkey. */
export interface Enrollment {
  wanted: boolean;
  skippable: boolean;
  silent: boolean;
  deadline?: string;
  /** Seconds until the user may be asked again. */
  interval?: number;
  /** The passkeys of the user sign in, but belong to the domain that the application leaves. */
  move?: { from: string; to: string };
}

/** Options while the application moves to another domain. */
export interface DomainOptions {
  /** Domain of the passkeys to ask for. Without it, the one that fits this browser. */
  rpId?: string;
  /** Is told for which other domain the user may be asked instead. */
  onOtherDomain?: (rpId: string) => void;
}

export interface AuthenticateOptions extends DomainOptions {
  /** Limits the choice to the passkeys of that user. */
  name?: string;
  returnTo?: string;
  hints?: Hint[];
  /** Only with a passkey on this device, where the browser can tell. */
  immediate?: boolean;
  prf?: PrfSalts;
}

export interface CreateOptions {
  /** Name of a new account. Without it, the passkey is for the user who is signed in. */
  name?: string;
  displayName?: string;
  label?: string;
  hints?: Hint[];
  prf?: PrfSalts | true;
}

export interface AutofillOptions extends Pick<DomainOptions, 'onOtherDomain'> {
  returnTo?: string;
  onError?: (problem: PasskeyProblem) => void;
  /** Without it, the page goes where the server says. */
  onSignedIn?: (outcome: SignInOutcome) => void;
}

/** Signs in with a passkey and stays on the page. */
export function authenticate(options?: AuthenticateOptions): Promise<SignInOutcome>;

/** Signs in with a passkey and goes where the server says. For pages of the application itself. */
export function signIn(options?: Pick<AuthenticateOptions, 'name' | 'returnTo' | 'hints'>): Promise<SignInOutcome>;

/** Has the user confirm with a passkey. */
export function stepUp(options?: DomainOptions & { returnTo?: string }): Promise<SignInOutcome>;

/** Creates a passkey, with a new account if there is a name. */
export function create(options?: CreateOptions): Promise<CreatedPasskey>;

/** Creates a passkey without asking, right after a sign-in with a saved password; `null` where the browser does not. */
export function upgrade(): Promise<CreatedPasskey | null>;

/** Offers passkeys in an `<input autocomplete="username webauthn">`; `false` where the browser cannot. */
export function autofill(options?: AutofillOptions): Promise<boolean>;

/** Ends that offer, such as when the component with the input goes away. */
export function stopAutofill(): Promise<unknown>;

/** Lists the passkeys of the user who is signed in. */
export function passkeys(): Promise<Passkey[]>;

export function rename(id: string, label: string): Promise<Passkey>;

/** Removes a passkey at the server. */
export function remove(id: string): Promise<null>;

/** The user who is signed in, or `null`. */
export function session(): Promise<Session | null>;

export function signOut(): Promise<null>;

export function enrollment(): Promise<Enrollment>;

export function skipEnrollment(answer: 'later' | 'never'): Promise<null>;

/** Uses an enrollment code or a recovery code; the browser may then create one passkey. */
export function useCode(name: string, code: string): Promise<{ name: string }>;

/** Tells password managers a changed name; `false` where there is nothing to tell it of. */
export function signalUser(user: { name: string; displayName?: string }): Promise<boolean>;

/** Whether this browser can use passkeys on this page at all. */
export function supported(): boolean;

export function autofillSupported(): Promise<boolean>;

export function upgradeSupported(): Promise<boolean>;

export function immediateSupported(): Promise<boolean>;

export function relatedOriginsSupported(): Promise<boolean>;

/** Texts of the page by language and key, before those of the server. */
export const messages: Record<string, Record<string, string>>;

/** Why something did not work. */
export class PasskeyProblem extends Error {
  /** For programs: a code of the server such as `authentication-failed`, or of the browser such as `cancelled` or `aborted`. */
  readonly code: string;
  readonly status?: number;
  readonly detail?: string;
  /** Seconds to wait. */
  readonly retryAfter?: number;
  readonly unknownCredential: boolean;
  /** Key of the message among the texts. */
  readonly key: string;
  readonly values: Record<string, string>;
}
