package org.imprimatur.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docker-compose.yml}, {@code src/docker} and {@code config/.env.example} agree with each other and with the code. */
class DeploymentFilesTests {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    final String compose = read("docker-compose.yml");
    final JsonNode services = tree(compose).path("services");
    final List<String> dockerfile = read("src/docker/Dockerfile").lines().toList();

    @Test
    void useOfComposeOnlyWhatTheSchemaKnows() throws IOException {
        try (var schema = getClass().getResourceAsStream("/docker-compose.schema.json")) {
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(schema)
                                    .validate(tree(compose)))
                    .isEmpty();
        }
    }

    @Test
    void explainEveryVariable() {
        var explained = read("config/.env.example");

        assertThat(
                        VARIABLE.matcher(compose)
                                .results()
                                .map(variable -> variable.group(1))
                                .distinct())
                .isNotEmpty()
                .allSatisfy(
                        variable ->
                                assertThat(explained).containsPattern("(?m)^#?" + variable + "="));
    }

    @Test
    void askForTheVariablesOfTheAccountsScript() {
        var asked =
                VARIABLE.matcher(read("config/database-accounts.sql"))
                        .results()
                        .map(MatchResult::group)
                        .distinct();

        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(
                        variable ->
                                assertThat(read("src/docker/create-accounts.sh"))
                                        .contains("\\" + variable));
    }

    @Test
    void keepSecretsOutOfGit() {
        assertThat(
                        read("config/.env.example")
                                .lines()
                                .filter(line -> line.matches("[A-Z_]*PASSWORD=.*")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("="));
    }

    @Test
    void connectAsTheEmbeddedDatabaseIsConnectedTo() {
        assertThat(services.at("/application/environment/DB_URL").asString())
                .isEqualTo(JdbcUrl.of("database", 3306));
        assertThat(read("config/.env.example"))
                .contains("\n#DB_URL=" + JdbcUrl.of("db.example.org", 3306) + "\n");
    }

    @Test
    void mountFilesThatExist() {
        var mounted =
                services.valueStream()
                        .flatMap(service -> service.path("volumes").valueStream())
                        .map(volume -> volume.asString().split(":")[0])
                        .filter(source -> source.startsWith("./"));

        assertThat(mounted.map(Path::of))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(Path.of(services.at("/application/build/dockerfile").asString()))
                .isRegularFile();
    }

    @Test
    void startTheApplicationOnceTheDatabaseIsHealthy() {
        assertThat(services.at("/database/healthcheck/test").isArray()).isTrue();
        assertThat(services.at("/application/depends_on/database/condition").asString())
                .isEqualTo("service_healthy");
    }

    @Test
    void giveTheApplicationNothingItDoesNotNeed() {
        var application = services.path("application");

        assertThat(application.path("read_only").asBoolean()).isTrue();
        assertThat(application.at("/cap_drop/0").asString()).isEqualTo("ALL");
        assertThat(application.at("/security_opt/0").asString())
                .isEqualTo("no-new-privileges:true");
        assertThat(application.path("environment").propertyNames())
                .doesNotContain("DB_ROOT_PASSWORD");
        assertThat(services.at("/database/ports").isMissingNode()).isTrue();
    }

    /** Its word counts for something because it is neither the application nor near the database's password. */
    @Test
    void keepTheWitnessApart() {
        var witness = services.path("witness");

        assertThat(witness.at("/command/0").asString()).isEqualTo("witness");
        assertThat(witness.path("environment").isMissingNode()).isTrue();
        assertThat(witness.at("/volumes/0").asString()).isEqualTo("witness:/witness");
        assertThat(services.at("/application/volumes").valueStream().map(JsonNode::asString))
                .contains("signer:/signer")
                .noneMatch(volume -> volume.contains("witness"));
        assertThat(witness.path("read_only").asBoolean()).isTrue();
        assertThat(witness.at("/cap_drop/0").asString()).isEqualTo("ALL");
        assertThat(dockerfile).anyMatch(line -> line.matches("RUN install .* /signer /witness"));
    }

    @Test
    void runOnJava25AndNeverAsRoot() {
        assertThat(dockerfile.stream().filter(line -> line.startsWith("FROM ")))
                .hasSize(2)
                .allMatch(line -> line.matches("FROM \\S*eclipse-temurin[:-]25\\b.*"));
        assertThat(dockerfile.stream().filter(line -> line.startsWith("USER ")))
                .singleElement()
                .asString()
                .matches("USER [1-9]\\d*:[1-9]\\d*");
        assertThat(dockerfile.lastIndexOf("USER 10001:10001"))
                .isGreaterThan(dockerfile.lastIndexOf("FROM eclipse-temurin:25-jre"));
    }

    private static JsonNode tree(String yaml) {
        Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return JsonMapper.shared().valueToTree(content);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
