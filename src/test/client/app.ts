// SPDX-License-Identifier: Apache-2.0
// An application of another origin, with the endpoints of the one whose address its own has.
import {
  authenticate,
  configure,
  create,
  type CreatedPasskey,
  passkeys,
  PasskeyProblem,
  session,
  type SignInOutcome,
  signOut,
} from 'passkeys-ee-client';

configure({ baseUrl: new URLSearchParams(location.search).get('api') ?? '/' });

const actions: Record<string, () => Promise<string>> = {
  create: async () => {
    const passkey: CreatedPasskey = await create({ name: 'lin', displayName: 'Lin' });
    return `created ${passkey.label}`;
  },
  'sign-in': async () => {
    const outcome: SignInOutcome = await authenticate({ hints: ['client-device'] });
    return `signed in ${outcome.name}`;
  },
  session: async () => `session ${(await session())?.name ?? 'of nobody'}`,
  list: async () => `passkeys ${(await passkeys()).length}`,
  'sign-out': async () => {
    await signOut();
    return 'signed out';
  },
};

for (const [name, action] of Object.entries(actions)) {
  const button = document.createElement('button');
  button.id = name;
  button.textContent = name;
  button.addEventListener('click', async () => {
    say('waiting');
    say(await action().catch((problem: unknown) => (problem instanceof PasskeyProblem ? `problem ${problem.code}` : `error ${problem}`)));
  });
  document.body.append(button);
}

function say(text: string): void {
  document.querySelector('output')!.textContent = text;
}
