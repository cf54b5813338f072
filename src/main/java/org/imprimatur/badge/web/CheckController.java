package org.imprimatur.badge.web;

import java.util.List;
import org.imprimatur.article.web.Texts;
import org.imprimatur.audit.PublishedLog;
import org.imprimatur.badge.PublicStatus;
import org.imprimatur.badge.ReadPublicArticles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Tells readers how to check a badge without believing this site. */
@Controller
class CheckController {

    private final ReadPublicArticles articles;
    private final Texts texts;
    private final PublishedLog log;

    CheckController(ReadPublicArticles articles, Texts texts, PublishedLog log) {
        this.articles = articles;
        this.texts = texts;
        this.log = log;
    }

    @GetMapping("/articles/{slug}/check")
    String check(@PathVariable String slug, Model model) {
        var shown = articles.of(slug);
        var source = texts.read(shown.revision());
        var keys = log.keys();
        var key = keys.isEmpty() ? null : keys.getLast().vkey();
        model.addAttribute(
                "page",
                new CheckView(
                        slug,
                        source.question(),
                        source.language(),
                        approval(slug, shown.status(), key),
                        key));
        return "badge/check";
    }

    private CheckView.@Nullable Approval approval(
            String slug, PublicStatus status, @Nullable String key) {
        if (status.approvedAt() == null || key == null) {
            return null;
        }
        var site = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        var revision = site + "/articles/" + slug + "/revisions/" + status.revision();
        var file = slug + "-" + status.revision();
        var witness = log.witness();
        return new CheckView.Approval(
                status.revision(),
                status.contentHash(),
                status.isProofPending(),
                witness != null,
                file,
                List.of(
                        "curl -fo verifier.jar " + site + "/log/verifier.jar",
                        "curl -fo " + file + ".md " + revision + "/source",
                        "curl -fo " + file + ".tlog-proof " + revision + "/proof.tlog-proof"),
                "java -jar verifier.jar verify --key '"
                        + key
                        + "'"
                        + (witness == null ? "" : " --witness '" + witness + "'")
                        + " --source "
                        + file
                        + ".md "
                        + file
                        + ".tlog-proof",
                List.of(
                        "OK",
                        "entry … of "
                                + key.substring(0, key.indexOf('+'))
                                + ", in the checkpoint of size …",
                        "…",
                        "action: APPROVED",
                        "…",
                        "revision: " + status.revision(),
                        "contentHash: " + status.contentHash(),
                        "…"));
    }
}
