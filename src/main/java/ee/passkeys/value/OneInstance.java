// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stereotype of a bean of which an application has one instance, with no proxy before it: the constructor that takes its parts is the only one,
 * and a call costs what it costs in Java. {@code Singleton} alone does not make a class a bean where only annotated classes are.
 *
 * @see <a href="https://jakarta.ee/specifications/cdi/4.0/jakarta-cdi-spec-4.0#bean_defining_annotations">Jakarta CDI, Bean defining
 *     annotations</a>
 */
@Singleton
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OneInstance {}
