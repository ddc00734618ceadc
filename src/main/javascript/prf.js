// SPDX-License-Identifier: Apache-2.0
// Secrets that an authenticator derives for the page, §10.1.4 of WebAuthn Level 3. The server neither asks for them nor gets them.

/** Options that also ask for secrets: `prf` is `{ first, second? }`, bytes as salts, or `true` to ask only whether there will be any. */
export function withPrf(options, prf) {
  return prf ? { ...options, extensions: { ...options.extensions, prf: prf === true ? {} : { eval: prf } } } : options;
}

/** What the authenticator derived: `{ prf: { first, second? } }`; nothing where it did not. */
export function secretsOf(credential) {
  try {
    const { enabled, results } = credential.getClientExtensionResults().prf;
    return { prf: { ...(enabled !== undefined && { enabled }), ...results } };
  } catch {
    return {};
  }
}

/** The JSON form of a credential without them. */
export function withoutSecrets(json) {
  if (json.clientExtensionResults?.prf) {
    delete json.clientExtensionResults.prf;
  }
  return json;
}
