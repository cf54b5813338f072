package org.imprimatur.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What the trail says that checks of the whole have found. */
@Service
public class RecordedChecks {

    private static final String OK = "OK";

    private final JdbcClient jdbc;

    RecordedChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param verdict as {@link LogEvent.Checked} has it
     * @param report SHA-256 of its findings, in hexadecimal digits; {@code null} where it has none
     */
    public record Result(String verdict, @Nullable String report) {}

    /** Of each run that the trail tells of. Where it tells two stories of one, the one that is not well. */
    public Map<Long, Result> of(Collection<Long> runs) {
        var results = new HashMap<Long, Result>();
        if (!runs.isEmpty()) {
            jdbc.sql(
                            "SELECT CAST(JSON_VALUE(leaf, '$.run') AS SIGNED) AS run, JSON_VALUE(leaf, '$.verdict'), JSON_VALUE(leaf, '$.text')"
                                    + " FROM (SELECT seq, CONVERT(bytes USING latin1) AS leaf FROM "
                                    + Trail.SCHEMA
                                    + ".leaf WHERE action = 'FSCK_RUN') checks HAVING run IN (:runs) ORDER BY seq")
                    .param("runs", runs)
                    .query(
                            row -> {
                                results.merge(
                                        row.getLong(1),
                                        new Result(row.getString(2), row.getString(3)),
                                        (first, next) -> OK.equals(first.verdict) ? next : first);
                            });
        }
        return results;
    }
}
