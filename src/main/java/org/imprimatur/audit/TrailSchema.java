package org.imprimatur.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.log.Findings;
import org.imprimatur.log.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database does by itself, held against what the migrations made: two procedures and nothing else, and nobody but
 * their owner who may write to the trail.
 *
 * <p>An account is shown only what it may use. The application's sees what it may do itself, views and owners; triggers, events,
 * other accounts and the procedures' words are shown to whoever owns the schemas.
 */
final class TrailSchema {

    /** In their order: a later one may make a procedure anew. */
    private static final List<String> MIGRATIONS =
            List.of("/db/migration/V5__trail.sql", "/db/migration/V40__behind_a_cut.sql");

    private static final Pattern PROCEDURE =
            Pattern.compile(
                    "CREATE (?:OR REPLACE )?PROCEDURE \\$\\{trail}\\.(\\w+)\\(.*?MODIFIES SQL DATA\\s+(BEGIN.*?\\nEND) //",
                    Pattern.DOTALL);

    private static final List<String> TABLES = List.of("head", "leaf", "payload");

    /** As {@code SHOW GRANTS} has it, whether it came by itself, by a role or to everybody. */
    private static final Pattern GRANT =
            Pattern.compile(
                    "GRANT (?<what>.+) ON (?<kind>PROCEDURE |FUNCTION |PACKAGE |PACKAGE BODY )?(?<where>`[^`]+`|\\*)\\.(?<name>`[^`]+`|\\*) TO .*");

    /** Of the database's root or of the trail; that the application's account has this is seen above. */
    private static final Pattern OWNER =
            Pattern.compile(
                    "GRANT ALL PRIVILEGES ON (\\*|`%s`)\\.\\* TO .* WITH GRANT OPTION"
                            .formatted(Trail.SCHEMA));

    private static final Pattern ROLE = Pattern.compile("GRANT `[^`]+` TO .*");

    private record Check(String says, String sql) {}

    private static final List<Check> CHECKS =
            List.of(
                    new Check(
                            "no migration makes it",
                            """
                            SELECT CONCAT('trigger ', TRIGGER_NAME, ' on ', EVENT_OBJECT_TABLE) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA IN (:schemas)
                            UNION ALL
                            SELECT CONCAT('event ', EVENT_NAME) FROM information_schema.EVENTS WHERE EVENT_SCHEMA IN (:schemas)
                            UNION ALL
                            SELECT CONCAT('view ', TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (:schemas) AND TABLE_TYPE LIKE '%VIEW%'
                            UNION ALL
                            SELECT CONCAT(LOWER(ROUTINE_TYPE), ' ', ROUTINE_NAME) FROM information_schema.ROUTINES
                            WHERE ROUTINE_SCHEMA IN (:schemas) AND NOT (ROUTINE_SCHEMA = :trail AND ROUTINE_NAME IN (:procedures))
                            """),
                    new Check(
                            "it runs as somebody else, or not as its owner",
                            """
                            SELECT CONCAT('procedure ', ROUTINE_NAME) FROM information_schema.ROUTINES
                            WHERE ROUTINE_SCHEMA = :trail AND (SECURITY_TYPE <> 'DEFINER'
                            OR DEFINER <> (SELECT MIN(DEFINER) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = :trail))
                            """),
                    new Check(
                            "it may write to the trail past its procedures",
                            """
                            SELECT DISTINCT CONCAT('account ', p.GRANTEE) FROM (
                                SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE TABLE_SCHEMA = :trail
                                UNION ALL
                                SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.TABLE_PRIVILEGES WHERE TABLE_SCHEMA = :trail
                                UNION ALL
                                SELECT u.GRANTEE, u.PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES u
                                WHERE EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES s WHERE s.GRANTEE = u.GRANTEE AND s.TABLE_SCHEMA = :trail)
                            ) p
                            WHERE p.PRIVILEGE_TYPE NOT IN ('SELECT', 'USAGE') AND p.GRANTEE NOT IN
                            (SELECT CONCAT('''', REPLACE(DEFINER, '@', '''@'''), '''') FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = :trail)
                            """),
                    new Check(
                            "it is found under something else than it says",
                            """
                            SELECT CONCAT('entry ', seq) FROM imprimatur_trail.leaf
                            WHERE NOT (action <=> LEFT(JSON_VALUE(CONVERT(bytes USING latin1), '$.action'), 64) COLLATE latin1_bin)
                            OR NOT (at <=> LEFT(JSON_VALUE(CONVERT(bytes USING latin1), '$.time'), 27) COLLATE latin1_bin)
                            UNION ALL
                            SELECT CONCAT('payload ', seq) FROM imprimatur_trail.payload
                            WHERE NOT (actor <=> LEFT(JSON_VALUE(body, '$.actor.value'), 64) COLLATE utf8mb4_bin)
                            """));

    private final JdbcClient jdbc;

    TrailSchema(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void check(Findings findings) {
        var made = made();
        var main = jdbc.sql("SELECT DATABASE()").query(String.class).single();
        for (var check : CHECKS) {
            jdbc.sql(check.sql)
                    .param("schemas", List.of(main, Trail.SCHEMA))
                    .param("trail", Trail.SCHEMA)
                    .param("procedures", made.keySet())
                    .query(
                            row -> {
                                findings.add(
                                        Verdict.PROJECTION_MISMATCH,
                                        row.getString(1) + ": " + check.says);
                            });
        }
        checkOwnRights(made.keySet(), findings);
        TABLES.forEach(table -> checkTable(table, findings));
        made.forEach(
                (name, body) ->
                        jdbc.sql("SHOW CREATE PROCEDURE " + Trail.SCHEMA + "." + name)
                                .query(
                                        row -> {
                                            var shown =
                                                    row.getString(3); // null: not to this account
                                            if (shown != null
                                                    && !words(shown).endsWith(" " + body)) {
                                                findings.add(
                                                        Verdict.PROJECTION_MISMATCH,
                                                        "procedure "
                                                                + name
                                                                + ": it does something else than the migrations made it do");
                                            }
                                        }));
    }

    /** Of whoever asks, and does not own the trail. */
    private void checkOwnRights(Set<String> procedures, Findings findings) {
        var grants = jdbc.sql("SHOW GRANTS").query((row, _) -> row.getString(1)).list();
        if (grants.stream().anyMatch(grant -> OWNER.matcher(grant).matches())) {
            return;
        }
        for (var grant : grants) {
            var parts = GRANT.matcher(grant);
            // a role counts from the next connection on
            if (parts.matches() ? !isHarmless(parts, procedures) : ROLE.matcher(grant).matches()) {
                findings.add(
                        Verdict.PROJECTION_MISMATCH,
                        grant.replaceFirst(" TO .*", "") + ": a right that no migration gave");
            }
        }
    }

    private static boolean isHarmless(Matcher grant, Set<String> procedures) {
        var what = grant.group("what");
        var where = grant.group("where").replace("`", "");
        if (where.equals("*")) {
            return what.equals("USAGE");
        }
        if (!isTheTrail(where)) {
            return true;
        }
        return grant.group("kind") == null
                ? what.equals("SELECT")
                : what.equals("EXECUTE")
                        && procedures.contains(grant.group("name").replace("`", ""));
    }

    /** The name of a schema in a grant may have wildcards. */
    private static boolean isTheTrail(String schema) {
        var pattern = new StringBuilder();
        for (var sign : schema.replace("\\_", "_").toCharArray()) {
            pattern.append(sign == '%' ? ".*" : sign == '_' ? "." : Pattern.quote("" + sign));
        }
        return Trail.SCHEMA.matches(pattern.toString());
    }

    private void checkTable(String table, Findings findings) {
        jdbc.sql("SHOW CREATE TABLE " + Trail.SCHEMA + "." + table)
                .query(
                        row -> {
                            if (row.getString(2).contains(" FOREIGN KEY ")) {
                                findings.add(
                                        Verdict.PROJECTION_MISMATCH,
                                        "table "
                                                + table
                                                + ": a key that no migration made may take its rows away");
                            }
                        });
    }

    /** Each procedure's words, by its name. */
    private static Map<String, String> made() {
        var procedures = new HashMap<String, String>();
        for (var migration : MIGRATIONS) {
            var matcher = PROCEDURE.matcher(text(migration));
            while (matcher.find()) {
                procedures.put(
                        matcher.group(1),
                        words(matcher.group(2).replace("${trail}", Trail.SCHEMA)));
            }
        }
        return procedures;
    }

    private static String text(String migration) {
        try (var file = TrailSchema.class.getResourceAsStream(migration)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the server runs of it: comments and blanks are kept or not as the client sent them. */
    private static String words(String body) {
        return body.replaceAll("(?m)--[^\\n]*$", "").replaceAll("\\s+", " ").strip();
    }
}
