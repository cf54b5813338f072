package org.imprimatur;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Article;
import org.imprimatur.article.Decision;
import org.imprimatur.article.Revision;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** House rules that a compiler does not know. */
@AnalyzeClasses(packagesOf = Imprimatur.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Path SOURCES = Path.of("src/main/java");

    @ArchTest
    static final ArchRule onlyTheProcessKnowsTheEngine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.imprimatur.process..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.flowable..");

    @ArchTest
    static final ArchRule theGateKnowsNeitherTheEngineNorSpring =
            classes()
                    .that()
                    .resideInAPackage("org.imprimatur.process.gate")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.imprimatur.process.gate",
                            "java..",
                            "javax.xml..",
                            "org.xml..",
                            "org.jspecify..");

    /** Whoever doubts us reads it whole, and it starts with nothing else on the class path. */
    @ArchTest
    static final ArchRule theLogKnowsTheJdkAlone =
            classes()
                    .that()
                    .resideInAPackage("org.imprimatur.log")
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.imprimatur.log",
                            "java..",
                            "com.sun.net.httpserver",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheProcessMovesAStatus =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.imprimatur.process", "org.imprimatur.article..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.imprimatur.article.transitions");

    @ArchTest
    static final ArchRule onlyTheReviewMakesADecision =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.imprimatur.review")
                    .should()
                    .callConstructorWhere(
                            describe(
                                    "a Decision is made",
                                    call -> call.getTargetOwner().isEquivalentTo(Decision.class)));

    @ArchTest
    static final ArchRule theSourceFormatStandsAlone =
            noClasses()
                    .that()
                    .resideInAPackage("org.imprimatur.article.source")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.imprimatur..")
                                    .and(
                                            not(
                                                    resideInAPackage(
                                                                    "org.imprimatur.article.source")
                                                            .or(type(Refusal.class))
                                                            .or(type(ProblemType.class))
                                                            .or(type(Sentence.class)))));

    /** Three are read by other modules; nobody outside {@code article} can change them. */
    @ArchTest
    static final ArchRule entitiesStayInTheirModule =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .and()
                    .doNotBelongToAnyOf(Article.class, Revision.class, Approval.class)
                    .should()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule whatChangesAnEntityIsNotPublic =
            methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .areAnnotatedWith(Entity.class)
                    .and(describe("change a field", ArchitectureTests::changesItsObject))
                    .should()
                    .notBePublic();

    /** Events leave an aggregate only through {@code save}: without it the change is written and the trail says nothing. */
    @ArchTest
    static final ArchRule whoChangesAnEntitySavesIt =
            codeUnits()
                    .that(
                            describe(
                                    "change an entity of their module",
                                    unit ->
                                            Stream.<JavaAccess<?>>concat(
                                                            unit.getMethodCallsFromSelf().stream(),
                                                            unit
                                                                    .getMethodReferencesFromSelf()
                                                                    .stream())
                                                    .anyMatch(ArchitectureTests::changesAnEntity)))
                    .should(
                            be(
                                    describe(
                                            "saving it",
                                            unit ->
                                                    unit.getMethodCallsFromSelf().stream()
                                                            .anyMatch(ArchitectureTests::saves))))
                    .as("whoever changes an entity saves it");

    @ArchTest
    static final ArchRule nothingIsDeleted =
            noClasses()
                    .that()
                    .areAssignableTo(Repository.class)
                    .should()
                    .beAssignableTo(CrudRepository.class)
                    .orShould(
                            have(
                                    describe(
                                            "a method that deletes",
                                            repository ->
                                                    repository.getAllMethods().stream()
                                                            .anyMatch(
                                                                    method ->
                                                                            method.getName()
                                                                                    .matches(
                                                                                            "(delete|remove).*")))));

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule packagesSayWhatTheyAreAbout =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..dto..",
                            "..helper..",
                            "..impl..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Manager|Utils?|Helper|Dto|DTO|ServiceBean)");

    @ArchTest
    static final ArchRule controllersAreTheWebsOwnBusiness =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .or()
                    .areAnnotatedWith(Controller.class)
                    .should()
                    .bePackagePrivate()
                    .andShould()
                    .resideInAPackage("org.imprimatur.*.web");

    /** Except where the clock is made, and where a server of the operating system is waited for. */
    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(Imprimatur.class)
                    .and()
                    .resideOutsideOfPackage("org.imprimatur.database")
                    .should()
                    .accessTargetWhere(
                            describe("the time is asked for", ArchitectureTests::readsTheTime));

    @ArchTest
    static void everyPackageIsNullMarkedAndSaysWhatItIsAbout(JavaClasses ours) {
        var packages = ours.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(
                        name -> {
                            var declaration = Class.forName(name + ".package-info");
                            assertThat(declaration.getAnnotation(NullMarked.class)).isNotNull();
                            assertThat(
                                            text(
                                                    SOURCES.resolve(
                                                            name.replace('.', '/')
                                                                    + "/package-info.java")))
                                    .as("package-info of %s", name)
                                    .startsWith("/**");
                        });
    }

    /** Its name is a constant of {@code audit}; the schema itself is out of everybody's reach by its grants. */
    @ArchTest
    static void onlyTheAuditReachesForTheTrail(JavaClasses ours) {
        assertThat(sources())
                .isNotEmpty()
                .filteredOn(file -> text(file).contains("imprimatur_trail"))
                .allMatch(file -> file.startsWith(SOURCES.resolve("org/imprimatur/audit")));
    }

    private static Stream<Path> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean readsTheTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget asked)) {
            return false;
        }
        var owner = access.getTargetOwner();
        var takes = asked.getRawParameterTypes();
        return switch (access.getName()) {
            case "now" ->
                    owner.getPackageName().equals("java.time")
                            && takes.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" -> owner.isEquivalentTo(Date.class) && takes.isEmpty();
            default -> owner.isEquivalentTo(Clock.class) && access.getName().startsWith("system");
        };
    }

    /** By a call or by a method reference. */
    private static boolean changesAnEntity(JavaAccess<?> access) {
        return !access.getOriginOwner().equals(access.getTargetOwner())
                && access.getTargetOwner().isAnnotatedWith(Entity.class)
                && access.getTarget().resolveMember().stream()
                        .anyMatch(
                                member ->
                                        member instanceof JavaMethod method
                                                && changesItsObject(method));
    }

    private static boolean saves(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(Repository.class)
                && Set.of("save", "saveAndFlush", "change").contains(call.getName());
    }

    private static boolean changesItsObject(JavaMethod method) {
        return changes(method, new HashSet<>());
    }

    private static boolean changes(JavaCodeUnit unit, Set<JavaCodeUnit> seen) {
        return seen.add(unit)
                && (unit.getFieldAccesses().stream()
                                .anyMatch(
                                        access ->
                                                access.getAccessType()
                                                                == JavaFieldAccess.AccessType.SET
                                                        && access.getTargetOwner()
                                                                .equals(unit.getOwner()))
                        || unit.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getName().equals("registerEvent"))
                        || unit.getMethodCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().equals(unit.getOwner()))
                                .flatMap(call -> call.getTarget().resolveMember().stream())
                                .anyMatch(own -> changes(own, seen)));
    }
}
