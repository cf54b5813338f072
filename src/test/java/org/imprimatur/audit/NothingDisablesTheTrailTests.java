package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imprimatur.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** E6: no role, flag, profile, endpoint or right of the application can switch the trail off, or change or delete a leaf. */
@SystemTest
class NothingDisablesTheTrailTests {

    private static final List<RequestMethod> READING =
            List.of(RequestMethod.GET, RequestMethod.HEAD);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    /** What writes under these modules is listed: a check that is asked for, and what adds an entry. */
    @Test
    void noEndpointOfTheTrailDeletesOrReplaces() {
        var writing = new TreeSet<String>();
        handlers.getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            var type = method.getBeanType().getPackageName();
                            var methods = mapping.getMethodsCondition().getMethods();
                            if (type.matches("org\\.imprimatur\\.(audit|assurance|log).*")
                                    && (methods.isEmpty() || !READING.containsAll(methods))) {
                                writing.add(methods + " " + mapping.getPatternValues());
                            }
                        });

        assertThat(writing).containsExactlyElementsOf(ALLOWED);
    }

    /**
     * They append: a check, which is an entry of its own, and a note on an entry. Two checkpoints are compared, one of which
     * may be too long for an address; that changes nothing.
     */
    private static final List<String> ALLOWED =
            List.of(
                    "[GET, POST] [/auditing/checkpoints]",
                    "[POST] [/auditing/check]",
                    "[POST] [/auditing/entries/{seq}/annotations]");

    @Test
    void theAccountOfTheApplicationMayReadTheTrailAndCallTwoProceduresThere() {
        var grants =
                jdbc.sql("SHOW GRANTS").query(String.class).list().stream()
                        .filter(grant -> grant.contains("imprimatur_trail"))
                        .map(grant -> grant.replaceAll(" TO .*", "").replace("`", ""))
                        .toList();

        assertThat(grants)
                .containsExactlyInAnyOrder(
                        "GRANT SELECT ON imprimatur_trail.*",
                        "GRANT EXECUTE ON PROCEDURE imprimatur_trail.append",
                        "GRANT EXECUTE ON PROCEDURE imprimatur_trail.redact");
        assertThat(jdbc.sql("SHOW GRANTS").query(String.class).list())
                .noneMatch(grant -> grant.contains("ALL PRIVILEGES") && grant.contains("*.*"))
                .noneMatch(grant -> grant.contains("SUPER") || grant.contains("GRANT OPTION"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE imprimatur_trail.leaf SET bytes = bytes",
                "DELETE FROM imprimatur_trail.leaf WHERE seq = 0",
                "INSERT INTO imprimatur_trail.leaf (seq, bytes, hash) VALUES (999999999, '', '')",
                "TRUNCATE imprimatur_trail.leaf",
                "DROP TABLE imprimatur_trail.leaf",
                "ALTER TABLE imprimatur_trail.leaf DROP COLUMN hash",
                "CREATE TRIGGER imprimatur_trail.off BEFORE INSERT ON imprimatur_trail.leaf FOR EACH ROW SET NEW.seq = NULL",
                "DROP PROCEDURE imprimatur_trail.append",
                "UPDATE imprimatur_trail.payload SET body = '{}'",
                "DELETE FROM imprimatur_trail.payload WHERE seq = 0",
                "SET GLOBAL general_log = 0"
            })
    void theAccountOfTheApplicationCannot(String sql) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()))
                .hasRootCauseInstanceOf(java.sql.SQLException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(denied|Access).*");
    }

    /** A bean that some property or profile leaves out would be a switch. */
    @Test
    void noPropertyOrProfileDecidesWhetherTheTrailIsKept() {
        var switches = new ArrayList<String>();
        for (var type :
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.imprimatur.audit", "org.imprimatur.log")) {
            conditional(type).forEach(name -> switches.add(type.getName() + " " + name));
        }

        assertThat(switches).isEmpty();
    }

    private static List<String> conditional(JavaClass type) {
        var names = new ArrayList<String>();
        type.getAnnotations().forEach(found -> names.add(found.getRawType().getName()));
        type.getMethods()
                .forEach(
                        method ->
                                method.getAnnotations()
                                        .forEach(found -> names.add(found.getRawType().getName())));
        return names.stream()
                .filter(name -> name.contains("Conditional") || name.endsWith(".Profile"))
                .toList();
    }

    @Test
    void noKeyOfTheConfigurationIsASwitchOfTheTrail() throws IOException {
        var keys =
                new YamlPropertySourceLoader()
                        .load("config", new FileSystemResource("config/application.yml")).stream()
                                .flatMap(
                                        file ->
                                                Stream.of(
                                                        ((EnumerablePropertySource<?>) file)
                                                                .getPropertyNames()))
                                .filter(key -> key.startsWith("imprimatur."))
                                .toList();

        assertThat(keys).isNotEmpty();
        assertThat(keys)
                .noneMatch(
                        key ->
                                key.matches(
                                        "(?i).*(enable|disable|retention|purge|truncate|skip|[.-]off).*"));
        assertThat(LogSettings.class.getRecordComponents())
                .as("a trail is kept whatever they say; look at a new one")
                .extracting(RecordComponent::getName)
                .containsExactly("directory", "keep", "origin", "witness");
    }
}
