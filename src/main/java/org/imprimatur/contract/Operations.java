package org.imprimatur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprimatur.api.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Says of each operation that was found in the code what {@code operations.yml} knows, and what follows from its shape. */
final class Operations {

    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
    private static final String PROBLEM =
            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    private static final Set<String> WITHOUT_KEY = Set.of("createToken", "openSigningSession");

    private final Map<String, OperationText> texts =
            Tables.rows("operations.yml", OperationText.class);
    private final Map<ProblemType, ProblemText> problems = ProblemText.all();

    /** @throws IllegalStateException if code and table do not know the same operations */
    void describe(OpenAPI document) {
        var found = document.getPaths();
        var undescribed = new ArrayList<String>();
        found.forEach(
                (path, item) ->
                        item.readOperationsMap()
                                .forEach(
                                        (method, operation) -> {
                                            var text = texts.get(method + " " + path);
                                            if (text == null) {
                                                undescribed.add(method + " " + path);
                                            } else {
                                                describe(path, method.name(), operation, text);
                                            }
                                        }));
        if (!undescribed.isEmpty()) {
            throw new IllegalStateException("operations.yml does not describe " + undescribed);
        }
        var ordered = new Paths();
        for (var key : texts.keySet()) {
            var path = key.substring(key.indexOf(' ') + 1);
            ordered.addPathItem(path, Objects.requireNonNull(found.get(path), key));
        }
        document.setPaths(ordered);
        Schema<?> problem =
                Objects.requireNonNull(document.getComponents().getSchemas().get("Problem"));
        problem.getProperties()
                .computeIfPresent("type", (_, type) -> among(type, problems.keySet()));
    }

    private void describe(String path, String method, Operation operation, OperationText text) {
        operation.setOperationId(text.id());
        operation.setTags(List.of(text.tag()));
        operation.setSummary(text.summary());
        operation.setDescription(text.description().strip());
        var isPublic = !path.startsWith("/api/");
        if (isPublic) {
            operation.setSecurity(List.of());
        } else if (text.id().equals("createToken")) {
            operation.setSecurity(List.of(new SecurityRequirement().addList("basic")));
        }

        var refusals = EnumSet.of(ProblemType.UNAVAILABLE);
        refusals.addAll(text.ownRefusals());
        if (!isPublic) {
            refusals.add(ProblemType.UNAUTHENTICATED);
        }
        if (path.contains("{")) {
            refusals.add(ProblemType.NOT_FOUND);
        }
        // what a page embeds is never refused for its parameters
        if (describeParameters(operation) && !isPublic) {
            refusals.add(ProblemType.INVALID_INPUT);
        }
        if (takesIfMatch(operation)) {
            refusals.add(ProblemType.PRECONDITION_REQUIRED);
            refusals.add(ProblemType.STALE_PRECONDITION);
        }
        if (method.equals("POST") && !WITHOUT_KEY.contains(text.id())) {
            operation.addParametersItem(
                    new Parameter().$ref("#/components/parameters/IdempotencyKey"));
            refusals.add(ProblemType.IDEMPOTENCY_KEY_REUSED);
            refusals.add(ProblemType.INVALID_INPUT);
            refusals.add(ProblemType.TOO_LARGE); // bodies with a key are read at once
        }
        if (operation.getRequestBody() != null) {
            refusals.addAll(describeRequest(operation, text));
        }
        operation.setResponses(responses(operation, text.answer(), refusals));
    }

    /** @return whether a parameter of the query can have a value that is not understood */
    private static boolean describeParameters(Operation operation) {
        if (operation.getParameters() == null) {
            return false;
        }
        operation
                .getParameters()
                .replaceAll(
                        parameter ->
                                HttpHeaders.IF_MATCH.equals(parameter.getName())
                                        ? new Parameter().$ref("#/components/parameters/IfMatch")
                                        : parameter);
        return operation.getParameters().stream()
                .anyMatch(parameter -> "query".equals(parameter.getIn()));
    }

    private static boolean takesIfMatch(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(
                                parameter ->
                                        "#/components/parameters/IfMatch"
                                                .equals(parameter.get$ref()));
    }

    /** @return what may be wrong with the body */
    private static Set<ProblemType> describeRequest(Operation operation, OperationText text) {
        var body = operation.getRequestBody();
        body.setRequired(true);
        var takesJson = body.getContent().containsKey(JSON);
        if (!takesJson) {
            body.setDescription("The article's source, UTF-8.");
            body.getContent().values().forEach(media -> media.setSchema(text()));
        }
        body.getContent().values().forEach(media -> media.setExample(exampleOf(text.request())));
        return takesJson
                ? EnumSet.of(ProblemType.INVALID_INPUT)
                : EnumSet.of(ProblemType.INVALID_SOURCE, ProblemType.TOO_LARGE);
    }

    private ApiResponses responses(
            Operation operation, OperationText.Answer answer, Set<ProblemType> refusals) {
        var responses = new ApiResponses();
        responses.addApiResponse(String.valueOf(answer.status()), success(operation, answer));
        refusals.stream()
                .collect(
                        Collectors.groupingBy(
                                ProblemType::status, TreeMap::new, Collectors.toList()))
                .forEach(
                        (status, types) ->
                                responses.addApiResponse(
                                        String.valueOf(status.value()), refusal(status, types)));
        return responses;
    }

    private static ApiResponse success(Operation operation, OperationText.Answer answer) {
        var response = new ApiResponse().description(answer.says());
        if (answer.headers() != null) {
            answer.headers().forEach(name -> response.addHeaderObject(name, header(name)));
        }
        if (answer.body() != null) {
            var media = new MediaType().schema(schema(operation, answer));
            media.setExample(exampleOf(answer.body()));
            response.setContent(
                    new Content()
                            .addMediaType(Objects.requireNonNullElse(answer.media(), JSON), media));
        }
        return response;
    }

    private static Schema<?> schema(Operation operation, OperationText.Answer answer) {
        if (answer.media() != null) {
            return text();
        }
        if (answer.schema() != null) {
            return new JsonSchema().$ref(answer.schema());
        }
        return operation.getResponses().values().stream()
                .map(generated -> generated.getContent().values().iterator().next().getSchema())
                .findFirst()
                .orElseThrow();
    }

    private ApiResponse refusal(HttpStatus status, List<ProblemType> types) {
        var media =
                new MediaType()
                        .schema(
                                new JsonSchema()
                                        .addAllOfItem(new JsonSchema().$ref("Problem"))
                                        .addAllOfItem(
                                                new JsonSchema()
                                                        .addProperty(
                                                                "type", among(text(), types))));
        for (var type : types) {
            var text = Objects.requireNonNull(problems.get(type), type.code());
            media.addExamples(
                    type.code(),
                    new Example()
                            .summary(type.title())
                            .description(text.means())
                            .value(text.example(type)));
        }
        var response =
                new ApiResponse()
                        .description(
                                types.stream()
                                        .map(type -> "`" + type.code() + "`: " + type.title() + ".")
                                        .collect(Collectors.joining("\n\n")))
                        .content(new Content().addMediaType(PROBLEM, media));
        switch (status) {
            case SERVICE_UNAVAILABLE ->
                    response.addHeaderObject(
                            HttpHeaders.RETRY_AFTER, header(HttpHeaders.RETRY_AFTER));
            case UNAUTHORIZED ->
                    response.addHeaderObject(
                            HttpHeaders.WWW_AUTHENTICATE, header(HttpHeaders.WWW_AUTHENTICATE));
            default -> {}
        }
        return response;
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name.replace("-", ""));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    private static Schema among(Schema type, Collection<ProblemType> types) {
        type.setEnum(types.stream().map(ProblemType::uri).toList());
        return type;
    }

    private static Schema<Object> text() {
        var schema = new JsonSchema();
        schema.addType("string");
        return schema;
    }

    private static @Nullable Object exampleOf(@Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : value;
    }
}
