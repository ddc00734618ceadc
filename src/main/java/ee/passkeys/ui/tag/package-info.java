// SPDX-License-Identifier: Apache-2.0
/**
 * The custom elements as tags of JSP and of Facelets, which {@code META-INF/passkeys.tld} and {@code META-INF/passkeys.taglib.xml} name. No
 * class here is loaded before a page uses a tag; none has a type or an annotation by which Faces would take an application for one of its own.
 */
@NullMarked
package ee.passkeys.ui.tag;

import org.jspecify.annotations.NullMarked;
