package org.imprimatur.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.log.ReadEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A role")
class RoleChangesTests {

    private final RoleChanges changes = new RoleChanges();
    private final Told told = new Told();
    private long seq;

    @BeforeEach
    void haveAnAccount() {
        assertThat(account("ACCOUNT_CREATED", "ann", "mia", "")).isEmpty();
    }

    @Test
    void isGrantedAndRevokedByTwo() {
        asked("GRANT_REQUESTED", "1", "ann");
        assertThat(answered("GRANTED", "1", "ben", "mia", "ann", "ADMIN")).isEmpty();
        assertThat(account("PROFILE_CHANGED", "mia", "mia", "ADMIN")).isEmpty();
        asked("REVOCATION_REQUESTED", "2", "ann");
        assertThat(answered("REVOKED", "2", "ben", "mia", "ann", "")).isEmpty();
    }

    @Test
    void isNotGrantedTwiceByOneRequestNorWithout() {
        asked("GRANT_REQUESTED", "1", "ann");
        answered("GRANTED", "1", "ben", "mia", "ann", "ADMIN");

        assertThat(answered("GRANTED", "1", "ben", "mia", "ann", "ADMIN"))
                .contains("nobody asked for this role");
        asked("GRANT_REQUESTED", "2", "otto");
        assertThat(answered("GRANTED", "2", "ben", "mia", "ann", "ADMIN"))
                .contains("nobody asked for this role");
        asked("REVOCATION_REQUESTED", "3", "ann");
        assertThat(answered("GRANTED", "3", "ben", "mia", "ann", "ADMIN"))
                .contains("nobody asked for this role");
    }

    @Test
    void isNotGrantedByWhoAskedNorByWhoseItIs() {
        asked("GRANT_REQUESTED", "1", "ann");
        assertThat(answered("GRANTED", "1", "ann", "mia", "ann", "ADMIN"))
                .contains("who asked, who agreed and whose role it is are not three");
        asked("GRANT_REQUESTED", "2", "ann");
        assertThat(answered("GRANTED", "2", "mia", "mia", "ann", "ADMIN")).isPresent();
    }

    @Test
    void comesAloneWhenItIsGranted() {
        asked("GRANT_REQUESTED", "1", "ann");

        assertThat(answered("GRANTED", "1", "ben", "mia", "ann", "ADMIN,AUDITOR"))
                .contains("other roles changed than the one asked for");
    }

    @Test
    void isInNoNewAccountThatAPersonMade() {
        assertThat(account("ACCOUNT_CREATED", "ann", "eve", "ADMIN")).isPresent();
        assertThat(account("ACCOUNT_CREATED", "system", "ida", "ADMIN")).isEmpty();
        assertThat(account("ACCOUNT_CREATED", "system", "ida", "ADMIN"))
                .contains("this account was made before");
    }

    @Test
    void isInNoAccountThatNobodyMade() {
        assertThat(account("PROFILE_CHANGED", "eve", "eve", "ADMIN"))
                .contains("nobody made this account");
    }

    @Test
    void isNotLeftToWhoIsRedacted() {
        silent("ACCOUNT_CREATED");
        assertThat(account("REDACTION_CONSENTED", "ben", "redacted-1", "ADMIN")).isPresent();
    }

    /** Ann is redacted: what she asked for is told by the account alone. */
    @Test
    void isToldAnewWhereItsGrantWasRedacted() {
        silent("GRANT_REQUESTED");
        var grant = silent("GRANTED");
        assertThat(account("PROFILE_CHANGED", "mia", "mia", "ADMIN")).isEmpty();
        redacted(grant, "c1");
        assertThat(restated("c1", "AUDITOR")).isEmpty();
        assertThat(restated("c1", "ADMIN")).isPresent();
        assertThat(account("PROFILE_CHANGED", "mia", "mia", "EDITOR"))
                .contains("roles changed that nobody granted or revoked");
    }

    @Test
    void isNotToldAnewLongAfterARedaction() {
        redacted(silent("GRANTED"), "c1");
        account("PROFILE_CHANGED", "mia", "mia", "");

        assertThat(restated("c1", "ADMIN"))
                .contains("it tells an account anew that no redaction hid");
    }

    @Test
    void isNotTakenFromAnEntryThatLeavesItOut() {
        assertThat(
                        told.lacking(
                                entry(
                                        Map.of("action", "ACCOUNT_DISABLED"),
                                        Map.of("actor", "ann", "subject", "mia"))))
                .contains("name");
        assertThat(told.lacking(entry(Map.of("action", "DECIDED"), Map.of("actor", "ann"))))
                .contains("meaning");
    }

    /** Earlier versions did not tell the request; whoever leaves it out today hides something. */
    @Test
    void mayLackItsRequestOnlyBeforeTheFirstThatHasOne() {
        var old =
                entry(
                        Map.of("action", "GRANT_REQUESTED"),
                        Map.of("actor", "ann", "subject", "mia", "meaning", "ADMIN"));
        assertThat(told.lacking(old)).isEmpty();
        var leaf = new HashMap<>(old.leaf());
        leaf.put("request", "1");
        assertThat(told.lacking(new ReadEntry(seq++, leaf, old.disclosed(), false))).isEmpty();
        assertThat(told.lacking(old)).contains("request");
    }

    private void asked(String action, String request, String by) {
        changes.objection(
                entry(
                        Map.of("action", action, "request", request),
                        Map.of("actor", by, "subject", "mia", "meaning", "ADMIN")));
    }

    private Optional<String> answered(
            String action,
            String request,
            String by,
            String subject,
            String requester,
            String roles) {
        return changes.objection(
                entry(
                        Map.of("action", action, "request", request),
                        Map.of(
                                "actor", by,
                                "subject", subject,
                                "requester", requester,
                                "meaning", "ADMIN",
                                "roles", roles)));
    }

    private Optional<String> account(String action, String by, String subject, String roles) {
        return changes.objection(
                entry(
                        Map.of("action", action),
                        Map.of("actor", by, "subject", subject, "roles", roles)));
    }

    private Optional<String> restated(String correlation, String roles) {
        return changes.objection(
                entry(
                        Map.of("action", "ACCOUNT_RESTATED", "correlation", correlation),
                        Map.of("actor", "system", "subject", "mia", "roles", roles)));
    }

    private long silent(String action) {
        changes.objection(new ReadEntry(seq, Map.of("action", action), Map.of(), true));
        return seq++;
    }

    private void redacted(long what, String correlation) {
        changes.objection(
                entry(
                        Map.of("action", "REDACTED", "redacted", what, "correlation", correlation),
                        Map.of("actor", "ben")));
    }

    private ReadEntry entry(Map<String, Object> leaf, Map<String, String> disclosed) {
        return new ReadEntry(seq++, leaf, disclosed, false);
    }
}
