package org.imprimatur;

import java.time.Instant;
import java.util.List;
import org.imprimatur.assurance.FsckRuns;
import org.imprimatur.assurance.PastState;
import org.imprimatur.assurance.web.FsckView;
import org.imprimatur.assurance.web.PastStateView;
import org.imprimatur.audit.EntrySignature;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/** The auditor's check before, while and after it runs. */
final class AssuranceSamples {

    private static final Instant BEGAN = Instant.parse("2025-04-01T06:00:00Z");

    private static final EntrySignature SIGNED =
            new EntrySignature(
                    "Dr Ravi Menon",
                    "REVIEWER",
                    "APPROVE",
                    "9f2c4d1be07a3856c1d94f60a2b7e8135d6c0f9a8b7e2413c5d6f7081a2b41ab",
                    BEGAN,
                    "Europe/Berlin",
                    "PASSKEY",
                    "{\"actor\":\"ravi\"}");

    private AssuranceSamples() {}

    static List<SamplePages.Page> all() {
        return List.of(
                page("check-never", new FsckView(null, null, null, List.of())),
                page(
                        "check-running",
                        new FsckView(
                                run(3, null), run(2, "OK"), clean(), List.of(run(1, "FAILED")))),
                page(
                        "check-found",
                        new FsckView(null, run(2, "GAP"), found(), List.of(run(1, "OK")))),
                page("check-failed", new FsckView(null, run(1, "FAILED"), null, List.of())),
                state("state", past(), List.of()),
                state("state-before", null, List.of()),
                state("state-refused", null, List.of(new FieldError("at", "Give day and time."))));
    }

    private static SamplePages.Page state(
            String name, PastState.@Nullable State state, List<FieldError> errors) {
        return new SamplePages.Page(
                name,
                "assurance/state",
                new PastStateView(
                        "0195f1a0-0000-7000-8000-000000000001",
                        "Which opioid is preferred in liver failure?",
                        "en",
                        errors.isEmpty() ? "2025-04-01T06:00" : "yesterday",
                        errors.isEmpty() ? BEGAN : null,
                        state,
                        errors),
                null);
    }

    private static PastState.State past() {
        return new PastState.State(
                "UNDER_REVIEW",
                null,
                "2",
                "2",
                "1",
                "9f2c4d1be07a3856c1d94f60a2b7e8135d6c0f9a8b7e2413c5d6f7081a2b41ab",
                new PastState.Shown("APPROVED", "1"),
                List.of(
                        new PastState.Round(
                                1,
                                "1",
                                "APPROVED",
                                List.of(
                                        new PastState.Holder("oncology", "ravi"),
                                        new PastState.Holder(null, null)),
                                true,
                                List.of(
                                        new PastState.Verdict("ravi", "APPROVE", SIGNED),
                                        new PastState.Verdict(null, null, null)),
                                new PastState.Verdict("clara", "APPROVE", null)),
                        new PastState.Round(2, "2", "OPEN", List.of(), false, List.of(), null)),
                41,
                1190);
    }

    private static SamplePages.Page page(String name, FsckView view) {
        return new SamplePages.Page(name, "assurance/check", view, null);
    }

    private static FsckRuns.Run run(long number, @Nullable String verdict) {
        return new FsckRuns.Run(
                number,
                "otto",
                BEGAN,
                40_000,
                128_000,
                verdict == null ? null : BEGAN.plusSeconds(90),
                verdict);
    }

    private static FsckRuns.Found clean() {
        return new FsckRuns.Found(1, 1, List.of(), List.of(), List.of("1 entries, 1 checkpoints"));
    }

    private static FsckRuns.Found found() {
        return new FsckRuns.Found(
                120_000,
                8_000,
                List.of(
                        new FsckRuns.Kind(
                                "GAP", 1, "GAP seq 7: the next entry is the one at seq 8"),
                        new FsckRuns.Kind(
                                "PROJECTION_MISMATCH",
                                2,
                                "PROJECTION_MISMATCH: article 0195f1a0-0000-7000-8000-000000000001: status: the tables say “REJECTED”, the trail “APPROVED”")),
                List.of("GAP seq 7: the next entry is the one at seq 8"),
                List.of("120000 entries, 900 checkpoints"));
    }
}
