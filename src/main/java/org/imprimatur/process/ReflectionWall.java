package org.imprimatur.process;

import org.flowable.common.engine.impl.javax.el.ELContext;
import org.flowable.common.engine.impl.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * The second wall behind the gate: whatever an expression is, it gets no further than a variable or a step. Properties
 * and methods of any value are denied, so no path leads from a text to its class.
 */
final class ReflectionWall extends ELResolver {

    @Override
    public @Nullable Object getValue(
            ELContext context, @Nullable Object base, @Nullable Object property) {
        return deny(base, property);
    }

    @Override
    public @Nullable Class<?> getType(
            ELContext context, @Nullable Object base, @Nullable Object property) {
        deny(base, property);
        return null;
    }

    @Override
    public void setValue(
            ELContext context,
            @Nullable Object base,
            @Nullable Object property,
            @Nullable Object value) {
        deny(base, property);
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] arguments) {
        return deny(base, method);
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return null;
    }

    /** A name without a base is a variable or a step, which the resolvers behind this one know. */
    private static @Nullable Object deny(@Nullable Object base, @Nullable Object member) {
        if (base != null) {
            throw new IllegalArgumentException(
                    "Expressions read variables; they do not reach into values: " + member);
        }
        return null;
    }
}
