// SPDX-License-Identifier: Apache-2.0
// What the compiler has to refuse.
import { authenticate, create } from 'passkeys-ee-client';

export const misspelled = authenticate({ nane: 'lin' });
export const unknown = create({ hints: ['phone'] });
export const text: number = (await authenticate()).name;
