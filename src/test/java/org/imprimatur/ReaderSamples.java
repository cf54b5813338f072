package org.imprimatur;

import java.time.Instant;
import java.util.List;
import org.imprimatur.badge.web.ArticleView;
import org.imprimatur.badge.web.CheckView;
import org.imprimatur.badge.web.HomeView;
import org.imprimatur.policy.web.PolicyView;

/** What readers see beside the articles themselves. */
final class ReaderSamples {

    private static final Instant SINCE = Instant.parse("2025-04-01T06:00:00Z");
    private static final Instant BEFORE = Instant.parse("2024-11-12T06:00:00Z");
    private static final String HASH =
            "c41d0b3aa97c2e5f618304b7d9ce2fa6501837bd4e96c2f5a80b1d3e4f5a6b7c";
    private static final String OLD_HASH =
            "0b3aa97c2e5f618304b7d9ce2fa6501837bd4e96c2f5a80b1d3e4f5a6b7cc41d";

    private static final String KEY =
            "imprimatur.example/log+9f2c4b7a+ATc0MWQwYjNhYTk3YzJlNWY2MTgzMDRiN2Q5Y2UyZmE2NTAx";

    private ReaderSamples() {}

    private static CheckView check(boolean pending) {
        return new CheckView(
                "stage-4-breast-cancer-treatment",
                "What are the treatment options for stage 4 (metastatic) breast cancer?",
                "en",
                new CheckView.Approval(
                        4,
                        HASH,
                        pending,
                        pending,
                        "a-4",
                        List.of(
                                "curl -fo verifier.jar https://imprimatur.example/log/verifier.jar",
                                "curl -fo a-4.md https://imprimatur.example/articles/a/revisions/4/source"),
                        "java -jar verifier.jar verify --key '"
                                + KEY
                                + "' --source a-4.md a-4.tlog-proof",
                        List.of("OK", "…", "contentHash: " + HASH)),
                KEY);
    }

    static List<SamplePages.Page> all() {
        return List.of(
                new SamplePages.Page("check", "badge/check", check(false), null),
                new SamplePages.Page("check-pending", "badge/check", check(true), null),
                new SamplePages.Page(
                        "check-nothing",
                        "badge/check",
                        new CheckView("opioids", "Do opioids help?", "en", null, KEY),
                        null),
                new SamplePages.Page("policy", "policy/policy", policy(2), null),
                new SamplePages.Page("policy-earlier", "policy/policy", policy(1), null),
                new SamplePages.Page(
                        "home-narrowed",
                        "badge/home",
                        new HomeView("opioid", true, 0, facets(), List.of(), null),
                        null));
    }

    static List<HomeView.Facet> facets() {
        return List.of(
                new HomeView.Facet(
                        "STATUS",
                        "APPROVED",
                        List.of(
                                choice("APPROVED", "Approved", 1204, true),
                                choice("UNDER_REVIEW", "Under review", 7, false))),
                new HomeView.Facet(
                        "AUDIENCE", null, List.of(choice("CLINICIANS", "Clinicians", 1204, false))),
                new HomeView.Facet("TOPIC", null, List.of()));
    }

    private static HomeView.Choice choice(
            String value, String label, long articles, boolean chosen) {
        return new HomeView.Choice(value, label, articles, chosen, "/?q=opioid");
    }

    static List<ArticleView.Related> related() {
        return List.of(
                new ArticleView.Related(
                        "What is the benefit of chemotherapy in T1a breast tumors that are HER2 positive?",
                        "en",
                        "chemotherapy-in-t1a-tumors",
                        "UNDER_REVIEW"),
                new ArticleView.Related(
                        "Can a patient with HER2-positive, receptor-negative breast cancer be treated with hormone replacement therapy?",
                        "en",
                        null,
                        null));
    }

    static List<ArticleView.Related> onTopic() {
        return List.of(
                new ArticleView.Related(
                        "Wie wird ein Mammakarzinom eingeteilt?",
                        "de",
                        "mammakarzinom-stadien",
                        "APPROVED"));
    }

    private static PolicyView policy(int version) {
        return new PolicyView(
                version,
                version == 2,
                version == 2 ? SINCE : BEFORE,
                version == 2 ? HASH : OLD_HASH,
                List.of(
                        new PolicyView.Rule(
                                List.of("oncology"),
                                List.of(new PolicyView.Slot(2, "oncology")),
                                2,
                                2),
                        new PolicyView.Rule(
                                List.of("hepatology", "pharmacology"),
                                List.of(
                                        new PolicyView.Slot(1, "hepatology"),
                                        new PolicyView.Slot(1, "general")),
                                2,
                                1),
                        new PolicyView.Rule(
                                List.of(), List.of(new PolicyView.Slot(2, "general")), 2, 2)),
                List.of(
                        new PolicyView.Times("ROUTINE", "5 days", "7 days", "730 days"),
                        new PolicyView.Times("HIGH", "1 day", "48 h", "365 days")),
                List.of(
                        new PolicyView.Version(2, SINCE, HASH, version == 2),
                        new PolicyView.Version(1, BEFORE, OLD_HASH, version == 1)));
    }
}
