package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the modules, as decision 3 draws them. */
@DisplayName("Modules")
class ModularityTests {

    static final ApplicationModules MODULES = ApplicationModules.of(Imprimatur.class);

    @Test
    void useEachOtherOnlyAsDeclared() {
        MODULES.verify();
    }

    @Test
    void areTheOnesWeKnow() {
        assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "api",
                        "article",
                        "assurance",
                        "audit",
                        "badge",
                        "contract",
                        "database",
                        "desk",
                        "log",
                        "people",
                        "policy",
                        "process",
                        "proposal",
                        "review");
    }

    /** Without this a wall would only ever move outwards. */
    @ParameterizedTest(name = "{0}")
    @FieldSource("MODULES")
    void declareNothingThatTheyDoNotUse(ApplicationModule module) {
        var used =
                module.getDirectDependencies(MODULES).stream()
                        .map(
                                dependency ->
                                        dependency.getTargetModule().getIdentifier()
                                                + named(dependency.getTargetType().getName()))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(declared(module)).containsExactlyInAnyOrderElementsOf(used);
    }

    /** A row names one module or several, and what each of them may use. */
    @ParameterizedTest(name = "{0}")
    @FieldSource("MODULES")
    void areDrawnInTheDecisionAsTheyAreDeclared(ApplicationModule module) throws IOException {
        var rows =
                Files.readString(Path.of("src/docs/decisions/0003-modules.md"))
                        .lines()
                        .filter(line -> line.startsWith("|"))
                        .map(line -> line.split("\\|"))
                        .filter(row -> row[1].contains("`" + module.getIdentifier() + "`"))
                        .toList();

        assertThat(rows).hasSize(1);
        var drawn =
                Arrays.stream(rows.getFirst()[2].split(","))
                        .map(String::strip)
                        .filter(name -> !name.equals("–"));
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(declared(module));
    }

    /** The inner package of a named interface, as a declaration writes it. */
    private static String named(String type) {
        var packages = type.substring("org.imprimatur.".length()).split("\\.");
        return packages.length > 2 ? " :: " + packages[1] : "";
    }

    private static TreeSet<String> declared(ApplicationModule module) {
        var name = module.getBasePackage().getName();
        try {
            var declaration =
                    Class.forName(name + ".package-info")
                            .getAnnotation(org.springframework.modulith.ApplicationModule.class);
            assertThat(declaration).as("@ApplicationModule of %s", name).isNotNull();
            return new TreeSet<>(Arrays.asList(declaration.allowedDependencies()));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(name + " has no package-info", missing);
        }
    }
}
