package org.imprimatur.contract;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document at {@code /v3/api-docs}, made on demand; absent where {@code springdoc.api-docs.enabled} is off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class ContractConfiguration {

    @Bean
    ModelResolver records() {
        return new Records(Json31.mapper());
    }

    @Bean
    OpenApiCustomizer describe() {
        var operations = new Operations();
        var fields = new Fields();
        return document -> {
            frame(document, Tables.read("openapi.yml", OpenAPI.class));
            operations.describe(document);
            fields.describe(document);
        };
    }

    private static void frame(OpenAPI document, OpenAPI frame) {
        document.setInfo(frame.getInfo());
        document.setServers(frame.getServers());
        document.setSecurity(frame.getSecurity());
        document.setTags(frame.getTags());
        frame.getComponents().getSchemas().forEach(document.getComponents()::addSchemas);
        document.getComponents()
                .securitySchemes(frame.getComponents().getSecuritySchemes())
                .parameters(frame.getComponents().getParameters())
                .headers(frame.getComponents().getHeaders());
    }
}
