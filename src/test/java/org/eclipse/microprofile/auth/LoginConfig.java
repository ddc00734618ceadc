// SPDX-License-Identifier: Apache-2.0
package org.eclipse.microprofile.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the annotation of MicroProfile JWT looks like to a compiler. It is put into no archive: servers have their own. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LoginConfig {

    /** Such as {@code MP-JWT}. */
    String authMethod();

    /** A name. */
    String realmName() default "";
}
