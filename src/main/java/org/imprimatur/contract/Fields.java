package org.imprimatur.contract;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each field and parameter what {@code fields.yml} knows, and closes requests against fields nobody knows. */
final class Fields {

    @SuppressWarnings("rawtypes") // as the library declares it
    private final Map<String, Schema> texts = Tables.rows("fields.yml", Schema.class);

    void describe(OpenAPI document) {
        document.getComponents()
                .getSchemas()
                .forEach(
                        (name, schema) -> {
                            if (schema.getProperties() != null && !name.equals("Problem")) {
                                properties(schema)
                                        .forEach((field, said) -> describe(name, field, said));
                            }
                        });
        operations(document)
                .forEach(
                        operation -> {
                            describeParameters(operation);
                            close(operation, document.getComponents());
                        });
    }

    private void describeParameters(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (var parameter : operation.getParameters()) {
            if (parameter.get$ref() == null) {
                describe(operation.getOperationId(), parameter.getName(), parameter.getSchema());
                parameter.setDescription(parameter.getSchema().getDescription());
                parameter.getSchema().setDescription(null);
            }
        }
    }

    /** A field nobody knows is refused, and one that may be null may be left out. */
    private static void close(Operation operation, Components components) {
        if (operation.getRequestBody() == null) {
            return;
        }
        operation.getRequestBody().getContent().values().stream()
                .map(media -> media.getSchema().get$ref())
                .filter(reference -> reference != null)
                .map(
                        reference ->
                                components
                                        .getSchemas()
                                        .get(
                                                reference.substring(
                                                        Components.COMPONENTS_SCHEMAS_REF
                                                                .length())))
                .forEach(
                        schema -> {
                            schema.setAdditionalProperties(false);
                            schema.setRequired(
                                    properties(schema).entrySet().stream()
                                            .filter(
                                                    field ->
                                                            !field.getValue()
                                                                    .getTypes()
                                                                    .contains("null"))
                                            .map(Map.Entry::getKey)
                                            .toList());
                        });
    }

    private void describe(String owner, String name, Schema<?> schema) {
        var text = texts.getOrDefault(owner + "." + name, texts.get(name));
        if (text == null) {
            throw new IllegalStateException(
                    "fields.yml does not describe " + name + " of " + owner);
        }
        unlessNull(text.getDescription(), schema::setDescription);
        unlessNull(text.getFormat(), schema::setFormat);
        unlessNull(text.getPattern(), schema::setPattern);
        unlessNull(text.getMinLength(), schema::setMinLength);
        unlessNull(text.getMaxLength(), schema::setMaxLength);
        unlessNull(text.getMinimum(), schema::setMinimum);
        unlessNull(text.getMaximum(), schema::setMaximum);
        if (text.getEnum() != null) {
            allow(text.getEnum(), schema);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    private static void allow(Iterable<?> values, Schema schema) {
        var all = new ArrayList<@Nullable Object>();
        values.forEach(all::add);
        if (schema.getTypes().contains("null")) {
            all.add(null);
        }
        schema.setEnum(all);
    }

    private static <T> void unlessNull(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    @SuppressWarnings("unchecked") // as the library declares it
    private static Map<String, Schema<?>> properties(Schema<?> schema) {
        return (Map<String, Schema<?>>) (Map<String, ?>) schema.getProperties();
    }

    private static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream());
    }
}
