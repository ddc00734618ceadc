// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an object of the server does not show.
 *
 * @param type its class, for which it is looked at from the outside in
 * @param object the object; null for what is static
 */
record PrivateAccess(Class<?> type, @Nullable Object object) {

    static PrivateAccess of(Object object) {
        return new PrivateAccess(object.getClass(), object);
    }

    static PrivateAccess ofType(Class<?> type) {
        return new PrivateAccess(type, null);
    }

    /** What is in a field, which is always something. */
    PrivateAccess field(String name) throws ReflectiveOperationException {
        return of(value(name));
    }

    /** A text in a field. */
    String text(String name) throws ReflectiveOperationException {
        return (String) value(name);
    }

    /** Calls a method that always returns something, and of this type. */
    <T> T call(Class<T> returned, String name, Object... arguments) throws ReflectiveOperationException {
        return returned.cast(call(name, arguments)
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name + " returns nothing")));
    }

    /**
     * Calls a method.
     *
     * @return what it returns, if anything
     * @throws IllegalStateException when the method itself fails
     */
    Optional<Object> call(String name, Object... arguments) throws ReflectiveOperationException {
        Method method = first(declaring -> Arrays.stream(declaring.getDeclaredMethods())
                        .filter(one -> one.getName().equals(name) && takes(one, arguments)))
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
        try {
            return Optional.ofNullable(open(method).invoke(object, arguments));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + "." + name + " failed", e.getCause());
        }
    }

    private Object value(String name) throws ReflectiveOperationException {
        Field field = first(declaring -> Arrays.stream(declaring.getDeclaredFields())
                        .filter(one -> one.getName().equals(name)))
                .orElseThrow(() -> new NoSuchFieldException(type.getName() + "." + name));
        Object value = open(field).get(object);
        if (value == null) {
            throw new NoSuchFieldException(type.getName() + "." + name + " is empty");
        }
        return value;
    }

    private <T> Optional<T> first(Function<Class<?>, Stream<T>> members) {
        return Stream.<Class<?>>iterate(type, declaring -> declaring != null, Class::getSuperclass)
                .flatMap(members)
                .findFirst();
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    /** Where a module is closed to us, the access itself fails, which is told as any other part that is not as we know it. */
    private static <T extends AccessibleObject> T open(T member) {
        member.trySetAccessible();
        return member;
    }
}
