package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

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
