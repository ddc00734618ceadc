// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of an old application. */
@Entity
public class Note {

    @Id
    @GeneratedValue
    private Long id;

    /** Made by the persistence provider. */
    public Note() {}

    public Long getId() {
        return id;
    }
}
