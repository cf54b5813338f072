package org.imprimatur.article.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source the article cites.
 *
 * @param number positive, unique in the article; {@code [3]} in the text points to number 3
 * @param kind never {@link EvidenceKind#SUMMARY}: a summary is the article's own, not a source
 * @param type a CSL item type such as {@code article-journal}
 * @param authors in the order given, possibly none
 * @param issued a year or an ISO date: {@code 2021}, {@code 2021-10} or {@code 2021-10-19}
 * @param doi without resolver, as in {@code 10.1016/j.annonc.2021.09.019}
 * @param setId identifies a drug label at DailyMed across its versions
 * @param url http or https
 */
public record Reference(
        int number,
        EvidenceKind kind,
        String type,
        String title,
        List<Author> authors,
        @Nullable String containerTitle,
        @Nullable String issued,
        @Nullable String doi,
        @Nullable String pmid,
        @Nullable String setId,
        @Nullable String version,
        @Nullable String url,
        @Nullable String volume,
        @Nullable String issue,
        @Nullable String page) {

    public Reference {
        if (kind == EvidenceKind.SUMMARY) {
            throw new IllegalArgumentException("A summary is not a source");
        }
        authors = List.copyOf(authors);
    }

    /** Every place where the work can be looked up, the most durable identifier first. */
    public List<ReferenceLink> links() {
        var links = new ArrayList<ReferenceLink>();
        if (doi != null) {
            links.add(new ReferenceLink("doi:" + doi, "https://doi.org/" + encodedPath(doi)));
        }
        if (pmid != null) {
            links.add(
                    new ReferenceLink(
                            "PubMed " + pmid, "https://pubmed.ncbi.nlm.nih.gov/" + pmid + "/"));
        }
        if (setId != null) {
            links.add(
                    new ReferenceLink(
                            "DailyMed",
                            "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=" + setId));
        }
        if (url != null) {
            links.add(new ReferenceLink(url, url));
        }
        return List.copyOf(links);
    }

    /** A DOI may hold any printable character; the resolver wants all but the slash percent-encoded. */
    private static String encodedPath(String doi) {
        return URLEncoder.encode(doi, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
