package org.imprimatur.api;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.cbor.JacksonCborHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** A number is not a text: what a caller means is never guessed. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    /** What a library brings along to read keys with is no format of this API. */
    @Bean
    WebMvcConfigurer nothingBesides() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder formats) {
                formats.configureMessageConvertersList(
                        list -> list.removeIf(JacksonCborHttpMessageConverter.class::isInstance));
            }
        };
    }

    @Bean
    JsonMapperBuilderCustomizer noGuessing() {
        return json ->
                json.withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
