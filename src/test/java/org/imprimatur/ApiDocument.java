package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document as a program outside reads it, and what was really answered held against it. */
final class ApiDocument {

    private static final String ADDRESS = "urn:openapi";
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private ApiDocument(JsonNode root) {
        this.root = root;
        var closed = root.deepCopy();
        closed.at("/components/schemas")
                .values()
                .forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
        this.schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(Map.of(ADDRESS, closed.toString())));
    }

    static ApiDocument readFrom(Api api) {
        return new ApiDocument(api.anonymously("/v3/api-docs").get().expect(200).json());
    }

    JsonNode root() {
        return root;
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonNode node) {

        String name() {
            return method + " " + path;
        }

        String id() {
            return node.get("operationId").asString();
        }

        Set<String> statuses() {
            return new TreeSet<>(node.get("responses").propertyNames());
        }

        String success() {
            return statuses().stream()
                    .filter(status -> status.startsWith("2"))
                    .collect(Collectors.joining());
        }

        /** The codes of the problem types it answers with in that status. */
        List<String> problems(String status) {
            return node
                    .at("/responses/" + status + "/content/" + pointer(PROBLEM))
                    .at("/schema/allOf/1/properties/type/enum")
                    .values()
                    .stream()
                    .map(type -> type.asString().replace("/problems/", ""))
                    .toList();
        }

        Set<String> problems() {
            return statuses().stream()
                    .flatMap(status -> problems(status).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        boolean takes(String parameter) {
            return node.path("parameters").values().stream()
                    .anyMatch(
                            given ->
                                    given.path("name").asString("").equals(parameter)
                                            || given.path("$ref")
                                                    .asString("")
                                                    .endsWith("/" + parameter));
        }

        boolean takesJson() {
            return node.at("/requestBody/content").has("application/json");
        }

        boolean takesMarkdown() {
            return node.at("/requestBody/content").has("text/markdown");
        }

        boolean isPublic() {
            return !path.startsWith("/api/");
        }

        /** The example of its JSON body. */
        Object exampleBody() {
            return node.at("/requestBody/content/" + pointer("application/json") + "/example");
        }

        private boolean matches(String method, String path) {
            return method.equals(this.method)
                    && path.matches(this.path.replaceAll("\\{[a-z]+}", "[^/]+"));
        }
    }

    List<Operation> operations() {
        return root.get("paths").properties().stream()
                .flatMap(
                        path ->
                                path.getValue().properties().stream()
                                        .map(
                                                method ->
                                                        new Operation(
                                                                method.getKey()
                                                                        .toUpperCase(Locale.ROOT),
                                                                path.getKey(),
                                                                method.getValue())))
                .toList();
    }

    Operation operationOf(Api.Answer answer) {
        var request = answer.response().request();
        var method = request.method();
        var path = request.uri().getPath();
        return operations().stream()
                .filter(operation -> operation.matches(method, path))
                // the literal path before the pattern
                .min((a, b) -> Boolean.compare(a.path.contains("{"), b.path.contains("{")))
                .orElseThrow(() -> new AssertionError("Not documented: " + method + " " + path));
    }

    /** Everything that is wrong with an answer: its status, media type, headers and body. */
    List<String> faults(Api.Answer answer) {
        var operation = operationOf(answer);
        var status = String.valueOf(answer.status());
        var documented = operation.node.at("/responses/" + status);
        if (documented.isMissingNode()) {
            return List.of("status " + status + " is not documented: " + answer.text());
        }
        var headers =
                documented.path("headers").propertyNames().stream()
                        .filter(name -> answer.response().headers().firstValue(name).isEmpty())
                        .map(name -> "header " + name + " is missing");
        var content = documented.path("content");
        if (content.isEmpty()) {
            return Stream.concat(
                            headers,
                            Stream.of(answer.text())
                                    .filter(text -> !text.isEmpty())
                                    .map(text -> "no body is documented: " + text))
                    .toList();
        }
        var media = answer.header("Content-Type").split(";", 2)[0];
        if (!content.has(media)) {
            return List.of(media + " is not documented");
        }
        var body =
                media.endsWith("json")
                        ? answer.json()
                        : JsonMapper.shared().valueToTree(answer.text());
        return Stream.concat(
                        headers,
                        faults(
                                "/paths/%s/%s/responses/%s/content/%s/schema"
                                        .formatted(
                                                pointer(operation.path),
                                                operation.method.toLowerCase(Locale.ROOT),
                                                status,
                                                pointer(media)),
                                body)
                                .stream())
                .toList();
    }

    /** What is wrong with a value, by the schema at that place of the document. */
    List<String> faults(String schema, @Nullable JsonNode value) {
        return schemas
                .getSchema(SchemaLocation.of(ADDRESS + "#" + schema))
                .validate(
                        value,
                        context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The answer, which has to be one that the document knows. */
    Api.Answer check(Api.Answer answer) {
        assertThat(faults(answer)).as(operationOf(answer).name() + ": " + answer.text()).isEmpty();
        return answer;
    }

    static String pointer(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
