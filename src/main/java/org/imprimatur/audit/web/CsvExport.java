package org.imprimatur.audit.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.imprimatur.audit.ReadTrail;
import org.jspecify.annotations.Nullable;

/** Entries as RFC 4180, for programs and for spreadsheets. */
final class CsvExport {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader(
                            Stream.of(ExportedEntry.class.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toArray(String[]::new))
                    .get();

    private final CSVPrinter printer;

    private CsvExport(Appendable out) throws IOException {
        printer = new CSVPrinter(out, FORMAT);
    }

    static void write(ReadTrail.Export export, Appendable out) throws IOException {
        var file = new CsvExport(out);
        try {
            export.forEach(entry -> file.print(ExportedEntry.of(entry)));
        } catch (UncheckedIOException receiverIsGone) {
            throw receiverIsGone.getCause();
        }
        file.printer.flush();
    }

    private void print(ExportedEntry entry) {
        try {
            printer.printRecord(
                    entry.seq(),
                    entry.at(),
                    safe(entry.actor()),
                    safe(entry.role()),
                    safe(entry.action()),
                    safe(entry.from()),
                    safe(entry.to()),
                    entry.article(),
                    entry.revision(),
                    entry.round(),
                    safe(entry.contentHash()),
                    safe(entry.meaning()),
                    safe(entry.signedAs()),
                    entry.signedAt(),
                    safe(entry.zone()),
                    safe(entry.factor()),
                    safe(entry.signedText()),
                    safe(entry.reason()),
                    safe(entry.subject()),
                    safe(entry.filter()),
                    safe(details(entry)),
                    entry.correlationId());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String details(ExportedEntry entry) {
        return entry.details().entrySet().stream()
                .map(detail -> detail.getKey() + ": " + detail.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A spreadsheet takes a cell that begins like this for a formula and runs it; behind an apostrophe it is text. */
    static @Nullable String safe(@Nullable String cell) {
        return cell == null || cell.isEmpty() || "=+-@\t\r\n".indexOf(cell.charAt(0)) < 0
                ? cell
                : "'" + cell;
    }
}
