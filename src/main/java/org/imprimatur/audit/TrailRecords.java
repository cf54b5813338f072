package org.imprimatur.audit;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.people.Recorded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What people did, as the trail has it. */
@Component
class TrailRecords implements Recorded {

    private static final String ENTRIES =
            " FROM "
                    + Trail.SCHEMA
                    + ".leaf l JOIN "
                    + Trail.SCHEMA
                    + ".payload p ON p.seq = l.seq WHERE l.action IN (:actions)";

    private static final List<String> ANSWERS =
            List.of(
                    "GRANTED",
                    "REVOKED",
                    "ROLE_REQUEST_DECLINED",
                    "REDACTION_CONSENTED",
                    "REDACTION_DECLINED");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TrailRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean has(PeopleEvent event, Duration within) {
        var expected = AuditEvents.of(event);
        return jdbc.sql(
                        "SELECT l.bytes, p.body"
                                + ENTRIES
                                + " AND l.at >= DATE_FORMAT(UTC_TIMESTAMP(6) - INTERVAL :within SECOND, '%Y-%m-%dT%H:%i:%s.%fZ')")
                .param("actions", expected.action())
                .param("within", within.toSeconds())
                .query((row, _) -> isIn(row.getBytes(1), row.getString(2), expected))
                .list()
                .contains(true);
    }

    private boolean isIn(byte[] leaf, String payload, AuditEvent expected) {
        var clear = Leaf.clear(leaf, json);
        return expected.clear().entrySet().stream()
                        .allMatch(
                                shown ->
                                        clear.path(shown.getKey())
                                                .asString("")
                                                .equals(shown.getValue().toString()))
                && Leaf.values(payload, json).equals(expected.hidden());
    }

    @Override
    public boolean isAnswered(UUID request) {
        return jdbc.sql(
                                "SELECT COUNT(*)"
                                        + ENTRIES
                                        + " AND JSON_VALUE(CONVERT(l.bytes USING latin1), '$.request') = :request")
                        .param("actions", ANSWERS)
                        .param("request", request.toString())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
