package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document says what the outside contract says, no less and no more, and its examples are true to it. */
@SystemTest
class OpenApiContractTests {

    @Autowired Api api;
    ApiDocument document;

    @BeforeEach
    void read() {
        document = ApiDocument.readFrom(api);
    }

    @Test
    void listsTheOperationsOfTheContractWithTheirStatusesAndProblemTypes() throws IOException {
        var statuses = statusesByProblem();
        var wanted = new TreeMap<String, String>();
        for (var line : lines("operations.txt")) {
            var problems = new TreeSet<>(line.subList(3, line.size()));
            var answers = new TreeSet<>(Set.of(line.get(2)));
            problems.forEach(problem -> answers.add(statuses.get(problem)));
            wanted.put(line.get(0) + " " + line.get(1), answers + " " + problems);
        }

        var documented = new TreeMap<String, String>();
        for (var operation : document.operations()) {
            documented.put(operation.name(), operation.statuses() + " " + operation.problems());
        }

        assertThat(documented).containsExactlyEntriesOf(wanted);
    }

    @Test
    void answersEachProblemTypeWithItsStatus() throws IOException {
        var statuses = statusesByProblem();

        for (var operation : document.operations()) {
            for (var status : operation.statuses()) {
                assertThat(operation.problems(status))
                        .as(operation.name())
                        .allSatisfy(problem -> assertThat(statuses.get(problem)).isEqualTo(status));
            }
        }
    }

    @Test
    void explainsEveryOperationUnderAStableNameOfItsOwn() {
        var names = new HashSet<String>();
        var tags = document.root().get("tags").valueStream().map(tag -> tag.get("name")).toList();

        for (var operation : document.operations()) {
            assertThat(names.add(operation.id())).as(operation.id()).isTrue();
            assertThat(operation.id()).matches("[a-z]+([A-Z][a-z]+)+");
            assertThat(operation.node().get("summary").asString()).hasSizeBetween(8, 60);
            assertThat(operation.node().get("description").asString()).hasSizeGreaterThan(20);
            assertThat(tags).contains(operation.node().get("tags").get(0));
        }
    }

    @Test
    void describesEveryFieldAndParameterInWholeSentences() {
        walk(
                document.root(),
                "",
                (path, node) -> {
                    if (node.has("properties")
                            && path.startsWith("/components")
                            && !path.contains("/allOf/")) {
                        node.get("properties")
                                .properties()
                                .forEach(
                                        field ->
                                                assertThat(
                                                                field.getValue()
                                                                        .path("description")
                                                                        .asString(""))
                                                        .as(path + " " + field.getKey())
                                                        .isNotEmpty());
                    }
                    if (node.path("description").isString() && !path.contains("example")) {
                        assertThat(node.get("description").asString().strip())
                                .as(path)
                                .endsWith(".");
                    }
                });
        for (var operation : document.operations()) {
            for (var parameter : operation.node().path("parameters")) {
                assertThat(parameter.has("$ref") || parameter.has("description"))
                        .as(operation.name() + " " + parameter)
                        .isTrue();
            }
        }
    }

    @Test
    void asksForTheHeadersOfTheContract() {
        var changes =
                Set.of(
                        "reviseSource",
                        "submitArticle",
                        "withdrawArticle",
                        "decideArticle",
                        "reopenArticle");

        for (var operation : document.operations()) {
            assertThat(operation.takes("IfMatch"))
                    .as(operation.name())
                    .isEqualTo(changes.contains(operation.id()));
            assertThat(operation.takes("IdempotencyKey"))
                    .as(operation.name())
                    .isEqualTo(
                            operation.method().equals("POST")
                                    && !Set.of("createToken", "openSigningSession")
                                            .contains(operation.id()));
            assertThat(
                            operation
                                    .node()
                                    .at("/responses/" + operation.success() + "/headers")
                                    .has("ETag"))
                    .as(operation.name())
                    .isEqualTo(
                            operation.path().startsWith("/api/v1/articles/{id}")
                                    || operation.id().equals("createArticle")
                                    || operation.isPublic());
        }
        assertThat(document.root().at("/components/parameters/IfMatch/required").asBoolean())
                .isTrue();
        assertThat(document.root().at("/components/parameters/IdempotencyKey/required").asBoolean())
                .isFalse();
    }

    @Test
    void takesBearerTokensExceptWhereTokensAreMadeAndInPublic() {
        assertThat(document.root().get("security")).hasToString("[{\"bearer\":[]}]");
        for (var operation : document.operations()) {
            var own = operation.node().path("security");
            assertThat(own.isMissingNode() ? "inherited" : own.toString())
                    .as(operation.name())
                    .isEqualTo(
                            operation.isPublic()
                                    ? "[]"
                                    : operation.id().equals("createToken")
                                            ? "[{\"basic\":[]}]"
                                            : "inherited");
        }
    }

    @Test
    void givesExamplesThatAreTrueToTheirSchemas() {
        var examples = new ArrayList<String>();
        var faults = new LinkedHashMap<String, List<String>>();
        for (var operation : document.operations()) {
            var at =
                    "/paths/"
                            + ApiDocument.pointer(operation.path())
                            + "/"
                            + operation.method().toLowerCase(Locale.ROOT);
            if (operation.node().has("requestBody")) {
                contents(
                        operation.node().get("requestBody"), at + "/requestBody", examples, faults);
            }
            for (var status : operation.statuses()) {
                contents(
                        operation.node().at("/responses/" + status),
                        at + "/responses/" + status,
                        examples,
                        faults);
            }
        }

        assertThat(faults).isEmpty();
        assertThat(examples).hasSizeGreaterThan(document.operations().size());
    }

    private void contents(
            JsonNode holder, String at, List<String> seen, Map<String, List<String>> faults) {
        holder.path("content")
                .properties()
                .forEach(
                        media -> {
                            var place = at + "/content/" + ApiDocument.pointer(media.getKey());
                            var examples = new ArrayList<JsonNode>();
                            media.getValue()
                                    .path("examples")
                                    .forEach(it -> examples.add(it.get("value")));
                            if (media.getValue().has("example")) {
                                examples.add(media.getValue().get("example"));
                            }
                            if (examples.isEmpty()) {
                                faults.put(place, List.of("has no example"));
                            }
                            for (var example : examples) {
                                seen.add(place);
                                var found = document.faults(place + "/schema", example);
                                if (!found.isEmpty()) {
                                    faults.put(place, found);
                                }
                            }
                        });
    }

    @Test
    void refusesUnknownFieldsAndSaysWhatMayBeNull() {
        var schemas = document.root().at("/components/schemas");

        for (var operation : document.operations()) {
            if (operation.takesJson()) {
                var reference =
                        operation
                                .node()
                                .at("/requestBody/content")
                                .get("application/json")
                                .at("/schema/$ref")
                                .asString();
                assertThat(
                                document.root()
                                        .at(reference.substring(1))
                                        .path("additionalProperties")
                                        .asBoolean(true))
                        .as(operation.name())
                        .isFalse();
            }
        }
        assertThat(schemas.at("/Standing/properties/round/type"))
                .hasToString("[\"integer\",\"null\"]");
        assertThat(schemas.at("/RoundTask/properties/recommendation/enum").toString())
                .endsWith(",null]");
        assertThat(schemas.at("/Task/properties/holder/anyOf/1/type").asString()).isEqualTo("null");
        assertThat(schemas.at("/Verdict/required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("recommendation", "contentHash");
        assertThat(schemas.at("/Task/required")).hasSize(10);
    }

    @Test
    void isWellFormedAndPointsNowhereOutside() {
        assertThat(document.root().get("openapi").asString()).startsWith("3.1");
        assertThat(document.root().get("servers"))
                .hasToString("[{\"url\":\"/\",\"description\":\"This server.\"}]");
        var pointed = new TreeSet<String>();
        walk(
                document.root(),
                "",
                (path, node) -> {
                    if (node.path("$ref").isString()) {
                        var reference = node.get("$ref").asString();
                        pointed.add(reference);
                        assertThat(document.root().at(reference.substring(1)).isMissingNode())
                                .as(path + " → " + reference)
                                .isFalse();
                    }
                });
        for (var kind : List.of("schemas", "headers", "parameters")) {
            for (var name : document.root().at("/components/" + kind).propertyNames()) {
                assertThat(pointed).contains("#/components/" + kind + "/" + name);
            }
        }
        for (var operation : document.operations()) {
            var variables =
                    Pattern.compile("\\{(\\w+)}")
                            .matcher(operation.path())
                            .results()
                            .map(it -> it.group(1))
                            .toList();
            assertThat(
                            operation
                                    .node()
                                    .path("parameters")
                                    .valueStream()
                                    .filter(it -> it.path("in").asString("").equals("path"))
                                    .map(it -> it.get("name").asString()))
                    .as(operation.name())
                    .containsExactlyElementsOf(variables);
        }
    }

    @Test
    void explainsEachProblemTypeWhereItsUriLeads() throws IOException {
        for (var line : lines("problems.txt")) {
            var explained = api.anonymously("/problems/" + line.get(0)).get().expect(200).json();

            assertThat(explained.get("status").asInt()).isEqualTo(Integer.parseInt(line.get(1)));
            assertThat(explained.get("means").asString()).hasSizeGreaterThan(20);
        }
        api.anonymously("/problems/unheard-of").get().expectProblem(404, "not-found");
    }

    @Test
    void isOffInProduction() {
        new ApplicationContextRunner()
                .withPropertyValues("spring.profiles.active=prod")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(
                        context ->
                                assertThat(
                                                context.getEnvironment()
                                                        .getProperty("springdoc.api-docs.enabled"))
                                        .isEqualTo("false"));
    }

    private static Map<String, String> statusesByProblem() throws IOException {
        var statuses = new TreeMap<String, String>();
        lines("problems.txt").forEach(line -> statuses.put(line.get(0), line.get(1)));
        return statuses;
    }

    /** The words of each line that is no comment. */
    private static List<List<String>> lines(String name) throws IOException {
        try (var text = OpenApiContractTests.class.getResourceAsStream("/contract/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\\s+")))
                    .toList();
        }
    }

    private interface Visitor {
        void visit(String path, JsonNode node);
    }

    private static void walk(JsonNode node, String path, Visitor visitor) {
        visitor.visit(path, node);
        node.properties()
                .forEach(field -> walk(field.getValue(), path + "/" + field.getKey(), visitor));
        if (node.isArray()) {
            node.forEach(item -> walk(item, path + "/-", visitor));
        }
    }
}
