package org.imprimatur.article.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one revision, ready for {@code article/text.html}.
 *
 * @param language BCP 47, such as {@code en}
 * @param generatedBy name and version of the system that wrote it; null if a person did
 */
public record TextView(
        String language,
        @Nullable String generatedBy,
        List<Section> sections,
        List<Reference> references) {

    /**
     * @param anchor unique on the page, a valid fragment identifier
     * @param kind {@code SUMMARY}, {@code GUIDELINE}, {@code DRUG_LABEL} or {@code RESEARCH}
     * @param html sanitised; the page prints it as it is. A citation is
     *     {@code <sup class="citation"><a href="#ref-3" id="cite-3-1">3</a></sup>}, a table stands in
     *     {@code <div class="scroll" role="region" tabindex="0" aria-label="…">}
     */
    public record Section(String anchor, String kind, String title, String html) {}

    /**
     * One source; the page links what it knows of {@code doi}, {@code pmid}, {@code setId} and {@code url}.
     *
     * @param kind as of a section
     * @param authors such as {@code Gennari A, et al.}; null if none are given
     * @param origin journal, year, volume and pages, such as {@code Ann Oncol 2021;32:1475-1495}
     * @param citedAt identifiers of the citations that lead here, in reading order
     */
    public record Reference(
            int number,
            String kind,
            @Nullable String authors,
            String title,
            @Nullable String origin,
            @Nullable String doi,
            @Nullable String pmid,
            @Nullable String setId,
            @Nullable String url,
            List<String> citedAt) {}
}
