// SPDX-License-Identifier: Apache-2.0
/**
 * The custom elements as tags of JSP and of Facelets, which {@code META-INF/passkeys.tld} and {@code META-INF/passkeys.taglib.xml} name. No
 * class here is loaded before a page uses a tag. The handler of Facelets is in a jar of its own; see decision 96.
 */
@NullMarked
package ee.passkeys.ui.tag;

import org.jspecify.annotations.NullMarked;
