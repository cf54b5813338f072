package org.imprimatur.assurance;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.imprimatur.audit.AccountEntries;
import org.imprimatur.log.Findings;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.log.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and their keys, policies and processes: what the trail's entries add up to, and what the tables and the engine say. */
final class Registers {

    /** No answer, and nobody's: found when the same was asked again. */
    private static final String EXPIRED = "EXPIRED";

    private final Facts trail = new Facts();
    private final Set<String> links = new HashSet<>();
    private int linksForgotten;
    private final Told told = new Told();
    private final RoleChanges roles = new RoleChanges();

    private final Findings findings;

    Registers(Findings findings) {
        this.findings = findings;
    }

    void take(ReadEntry entry) {
        told.lacking(entry)
                .ifPresent(
                        member ->
                                findings.add(
                                        Verdict.PROJECTION_MISMATCH,
                                        entry.seq(),
                                        "it leaves out its " + member));
        roles.objection(entry)
                .ifPresent(why -> findings.add(Verdict.PROJECTION_MISMATCH, entry.seq(), why));
        var action = String.valueOf(entry.leaf().get("action"));
        if (AccountEntries.isOne(action)) {
            account(entry, action.equals("ACCOUNT_CREATED"));
        }
        switch (action) {
            case "GRANTED", "REVOKED" -> answered(entry, "CONFIRMED");
            case "REDACTION_CONSENTED" -> answered(entry, "CONSENTED");
            case "POLICY_ADOPTED" ->
                    trail.set(
                            "policy " + entry.leaf().get("policy") + ": text",
                            entry.leaf().get("text"));
            case "PROCESS_DEPLOYED" ->
                    trail.set(
                            "process %s version %s: diagram"
                                    .formatted(
                                            entry.leaf().get("process"),
                                            entry.leaf().get("processVersion")),
                            entry.leaf().get("text"));
            case "PASSKEY_REGISTERED", "PASSKEY_RENAMED", "PASSKEY_REMOVED" ->
                    passkey(entry, action);
            case "FSCK_RUN" -> checked(entry);
            case "SET_UP_LINK_MADE" -> {
                if (entry.disclosed().get("link") instanceof String link) {
                    links.add(link);
                } else {
                    linksForgotten++;
                }
            }
            case "GRANT_REQUESTED" -> asked(entry, "GRANT");
            case "REVOCATION_REQUESTED" -> asked(entry, "REVOKE");
            case "REDACTION_REQUESTED" -> asked(entry, "REDACT");
            case "ROLE_REQUEST_DECLINED", "REDACTION_DECLINED" -> answered(entry, "DECLINED");
            default -> {}
        }
    }

    /** Of two stories about one check, the one that is not well. */
    private void checked(ReadEntry entry) {
        if (!entry.leaf().containsKey("run")) { // of an earlier version: one of the rows is its own
            trail.forget("check");
            return;
        }
        var name = "check " + entry.leaf().get("run") + ": verdict";
        if ("OK".equals(Objects.requireNonNullElse(trail.get(name), "OK"))) {
            trail.set(name, entry.leaf().get("verdict"));
        }
    }

    private void asked(ReadEntry entry, String kind) {
        if (!entry.leaf().containsKey("request")) { // of an earlier version, too
            trail.forget("request");
            return;
        }
        var role = entry.disclosed().getOrDefault("meaning", "");
        var name = request(entry);
        trail.set(name + "about", entry.disclosed().get("subject"))
                .set(name + "for", entry.silent() ? null : (kind + " " + role).strip())
                .set(name + "by", entry.disclosed().get("actor"))
                .set(name + "answer", "")
                .set(name + "answered by", "");
    }

    private void answered(ReadEntry entry, String answer) {
        if (!entry.leaf().containsKey("request")) {
            return;
        }
        trail.set(request(entry) + "answer", answer)
                .set(request(entry) + "answered by", entry.disclosed().get("actor"));
    }

    private static String request(ReadEntry entry) {
        return "request " + entry.leaf().get("request") + ": ";
    }

    private void passkey(ReadEntry entry, String action) {
        var told = entry.disclosed();
        var credential = told.get("credential");
        if (credential == null) {
            if (!entry.silent()) {
                return;
            }
            if (action.equals("PASSKEY_REGISTERED")) {
                trail.forget("passkey");
            } else if (action.equals("PASSKEY_REMOVED")) {
                trail.recall("passkey", 1);
            }
            return;
        }
        var name = "passkey " + credential;
        if (action.equals("PASSKEY_REMOVED")) {
            trail.remove(name);
            return;
        }
        trail.set(name + ": of", told.get("subject"))
                .set(name + ": name", told.get("meaning"))
                .set(name + ": key", told.get("key"))
                .set(name + ": algorithm", told.get("algorithm"));
    }

    /**
     * Each such entry tells the whole account as it is from then on: without credentials or ORCID, there are none. One that
     * is redacted leaves what was told before: for whoever else it was about, a redaction tells it anew.
     */
    private void account(ReadEntry entry, boolean created) {
        var told = entry.disclosed();
        var username = told.get("subject");
        if (username == null) {
            if (created && entry.silent()) {
                trail.forget("account");
            }
            return;
        }
        var name = "account " + username + ": ";
        if (!created
                && !trail.has(
                        name + "credentials")) { // its creation is forgotten, and it is known again
            trail.recall("account", 1);
        }
        Count.of(told.get("passkeys")).ifPresent(taken -> trail.recall("passkey", taken));
        trail.say(name + "credentials", told.get("credentials"))
                .say(name + "ORCID", told.get("orcid"))
                .keep(name + "name", told.get("name"))
                .keep(name + "consents to be named", told.get("consentsToBeNamed"))
                .keep(name + "roles", told.get("roles"))
                .keep(name + "specialties", told.get("specialties"))
                .keep(name + "disabled", told.get("disabled"));
    }

    void compare(JdbcClient jdbc) {
        var tables = new Facts();
        jdbc.sql(
                        "SELECT username, display_name, credentials, orcid, consents_to_be_named, roles, specialties, disabled FROM account")
                .query(
                        row -> {
                            var name = "account " + row.getString(1) + ": ";
                            tables.set(name + "name", row.getString(2))
                                    .say(name + "credentials", row.getString(3))
                                    .say(name + "ORCID", row.getString(4))
                                    .set(name + "consents to be named", row.getBoolean(5))
                                    .say(name + "roles", row.getString(6))
                                    .say(name + "specialties", row.getString(7))
                                    .set(name + "disabled", row.getBoolean(8));
                        });
        jdbc.sql(
                        "SELECT REPLACE(TO_BASE64(k.credential_id), '\\n', ''), COALESCE(a.username, CAST(k.account_id AS CHAR)), k.name, REPLACE(TO_BASE64(k.public_key), '\\n', ''), k.algorithm"
                                + " FROM passkey k LEFT JOIN account a ON a.id = k.account_id")
                .query(
                        row -> {
                            var name = "passkey " + row.getString(1) + ": ";
                            tables.set(name + "of", row.getString(2))
                                    .set(name + "name", row.getString(3))
                                    .set(name + "key", row.getString(4))
                                    .set(name + "algorithm", row.getInt(5));
                        });
        jdbc.sql(
                        "SELECT version, IF(SHA2(text, 256) = text_hash, text_hash, CONCAT(text_hash, ' over a text of ', SHA2(text, 256))) FROM review_policy")
                .query(
                        row -> {
                            tables.set("policy " + row.getInt(1) + ": text", row.getString(2));
                        });
        jdbc.sql(
                        "SELECT d.KEY_, d.VERSION_, CONCAT(SHA2(COALESCE(p.file, b.BYTES_), 256),"
                                + " IF(p.file IS NULL OR p.file IN (b.BYTES_, CONCAT(X'EFBBBF', b.BYTES_)), '', ' and another text in the engine'))"
                                + " FROM ACT_RE_PROCDEF d"
                                + " LEFT JOIN ACT_GE_BYTEARRAY b ON b.DEPLOYMENT_ID_ = d.DEPLOYMENT_ID_ AND b.NAME_ = d.RESOURCE_NAME_"
                                + " LEFT JOIN process_diagram p ON p.process_key = d.KEY_ AND p.version = d.VERSION_")
                .query(
                        row -> {
                            tables.say(
                                    "process %s version %d: diagram"
                                            .formatted(row.getString(1), row.getInt(2)),
                                    row.getString(3));
                        });
        jdbc.sql(
                        "SELECT q.id, COALESCE(a.username, CAST(q.account_id AS CHAR)), q.what, COALESCE(r.username, CAST(q.requested_by AS CHAR)), q.answer,"
                                + " COALESCE(w.username, CAST(q.answered_by AS CHAR), '') FROM"
                                + " (SELECT id, account_id, CONCAT(kind, ' ', role) AS what, requested_by, waiting, answer, answered_by FROM role_request"
                                + " UNION ALL SELECT id, account_id, 'REDACT', requested_by, waiting, answer, answered_by FROM redaction_request) q"
                                + " LEFT JOIN account a ON a.id = q.account_id LEFT JOIN account r ON r.id = q.requested_by LEFT JOIN account w ON w.id = q.answered_by")
                .query(
                        row -> {
                            var name = "request " + row.getString(1) + ": ";
                            var answer = row.getString(5);
                            tables.set(name + "about", row.getString(2))
                                    .set(name + "for", row.getString(3))
                                    .set(name + "by", row.getString(4))
                                    .say(name + "answer", EXPIRED.equals(answer) ? "" : answer)
                                    .set(name + "answered by", row.getString(6));
                        });
        jdbc.sql("SELECT number, verdict FROM fsck_run WHERE finished_at IS NOT NULL")
                .query(
                        row -> {
                            tables.say(
                                    "check %d: verdict".formatted(row.getLong(1)),
                                    row.getString(2));
                        });
        var unknownLinks =
                jdbc
                        .sql("SELECT LOWER(HEX(token_hash)) FROM set_up_link")
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(link -> !links.contains(link))
                        .toList();
        if (unknownLinks.size() > linksForgotten) {
            findings.add(
                    Verdict.PROJECTION_MISMATCH,
                    unknownLinks.size() + " of the set-up links: the trail has nothing of it");
        }
        trail.compare(
                tables,
                (name, how) -> findings.add(Verdict.PROJECTION_MISMATCH, name + ": " + how));
    }
}
