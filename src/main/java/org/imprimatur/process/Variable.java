package org.imprimatur.process;

import java.util.function.Function;
import org.flowable.common.engine.api.variable.VariableContainer;
import org.flowable.engine.delegate.DelegateExecution;

/**
 * A process variable: its name in the diagram, and how its value is written. Only ids, instants and enum names are
 * carried; prose never enters the engine.
 */
record Variable<T>(String name, Function<T, Object> writer, Function<Object, T> reader) {

    /** A value that has a text form of its own. */
    static <T> Variable<T> text(
            String name, Function<T, String> writer, Function<String, T> reader) {
        return new Variable<>(name, writer::apply, stored -> reader.apply(stored.toString()));
    }

    /** A value that gateways compare with {@code true}. */
    static Variable<Boolean> flag(String name) {
        return new Variable<>(name, value -> value, stored -> (Boolean) stored);
    }

    T in(VariableContainer scope) {
        var stored = scope.getVariable(name);
        if (stored == null) {
            throw new IllegalStateException("The process carries no " + name);
        }
        return reader.apply(stored);
    }

    void set(DelegateExecution execution, T value) {
        execution.setVariable(name, writer.apply(value));
    }
}
