package org.imprimatur.contract;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemas of records: every component is there, and only those declared {@link Nullable} may be {@code null}. */
final class Records extends ModelResolver {

    Records(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(type, context, next);
        var raw = objectMapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            complete(raw, definition(schema, context));
        }
        return schema;
    }

    private static @Nullable Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        return schema.get$ref() == null
                ? schema
                : context.getDefinedModels()
                        .get(
                                schema.get$ref()
                                        .substring(Components.COMPONENTS_SCHEMAS_REF.length()));
    }

    private static void complete(Class<?> type, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) {
            return; // still being resolved, further up
        }
        var names = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            names.add(component.getName());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties()
                        .computeIfPresent(component.getName(), (_, it) -> nullable(it));
            }
        }
        schema.setTypes(Set.of("object"));
        schema.setRequired(names);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    private static Schema nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            return new JsonSchema()
                    .addAnyOfItem(new JsonSchema().$ref(property.get$ref()))
                    .addAnyOfItem(new JsonSchema().typesItem("null"));
        }
        if (property.getTypes() != null && !property.getTypes().contains("null")) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
            if (property.getEnum() != null) {
                var values = new ArrayList<Object>(property.getEnum());
                values.add(null);
                ((Schema) property).setEnum(values);
            }
        }
        return property;
    }

    /** Names for readers outside, who know of no views and bodies. */
    private static final class Names extends TypeNameResolver {

        private static final Map<String, String> OURS =
                Map.of(
                        "ArticleBody", "Article",
                        "BadgeBody", "Badge",
                        "RoundView", "Round",
                        "Summary", "ArticleSummary",
                        "TaskView", "Task");

        @Override
        protected String getNameOfClass(Class<?> type) {
            return OURS.getOrDefault(type.getSimpleName(), type.getSimpleName());
        }

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            return nameForType(type.containedType(0), options) + type.getRawClass().getSimpleName();
        }
    }
}
