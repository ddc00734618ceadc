// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

/** Where the people of a house and their groups are kept, outside the server that asks for them. */
interface Staff {

    /** Takes somebody in, with {@link LegacyJob#PASSWORD}. */
    void hire(String name, String... groups);

    /** Gives somebody these groups, in place of those before. */
    void move(String name, String... groups);

    /** Nobody of that name is there any more. */
    void dismiss(String name);
}
