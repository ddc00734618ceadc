// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

/**
 * What became of rows that were to be sealed.
 *
 * @param sealed how many were
 * @param forged how many have a wrong seal, and stay as they are
 * @param next the key of the last row, or the empty text after the last rows
 */
public record Sealing(int sealed, int forged, String next) {}
