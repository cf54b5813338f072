package org.imprimatur.audit.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.audit.CompareCheckpoints;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.log.ComparedCheckpoints;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What the log signed, and whether one checkpoint grew from another, be it one that somebody kept elsewhere. */
@Controller
@RequestMapping("/auditing/checkpoints")
class CheckpointsController {

    private static final int ROWS = 30;
    private static final int LONGEST_NOTE = 10_000;

    private final CompareCheckpoints checkpoints;
    private final Words words;

    CheckpointsController(CompareCheckpoints checkpoints, Words words) {
        this.checkpoints = checkpoints;
        this.words = words;
    }

    /** As it came in the address: two sizes, or one and a note. */
    private record Asked(String one, String other, String pasted) {

        boolean isNothing() {
            return one.isBlank() && other.isBlank() && pasted.isBlank();
        }

        /** A note ends its lines as a file does, whatever a browser makes of them. */
        String note() {
            return pasted.replace("\r\n", "\n").strip() + "\n";
        }
    }

    /** A form sends it in its body, since an address is too short for whatever somebody may paste. Nothing is changed. */
    @RequestMapping(method = {RequestMethod.GET, RequestMethod.POST})
    String show(
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String pasted,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var asked = new Asked(one.strip(), other.strip(), pasted);
        var errors = new ArrayList<FieldError>();
        var compared =
                asked.isNothing() ? Optional.<ComparedCheckpoints>empty() : compare(asked, errors);
        var after = Cursor.decode(cursor, 1);
        var rows =
                Page.of(
                        checkpoints.newest(
                                after == null ? Long.MAX_VALUE : after.part(0, Long::valueOf),
                                Page.probe(ROWS)),
                        ROWS,
                        last -> Cursor.after(last.size()));
        var keys = checkpoints.keys();
        var witnesses = checkpoints.witnesses();
        model.addAttribute(
                "page",
                new CheckpointsView(
                        rows.items().stream().map(row -> row(row, keys, witnesses)).toList(),
                        rows.next() == null ? null : "/auditing/checkpoints?cursor=" + rows.next(),
                        asked.one(),
                        asked.other(),
                        asked.pasted(),
                        compared.map(found -> view(found, asked, keys)).orElse(null),
                        errors));
        return "audit/checkpoints";
    }

    /** The proof under the names that {@code verify consistency} reads. */
    @GetMapping(path = "/proof.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> proof(
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String pasted) {
        var found =
                compare(new Asked(one.strip(), other.strip(), pasted), new ArrayList<>())
                        .orElseThrow(Refusal::notFound);
        var proof = found.proof().orElseThrow(Refusal::notFound);
        var members = new LinkedHashMap<String, Object>();
        members.put("size1", proof.oldSize());
        members.put("size2", proof.newSize());
        members.put("root1", found.older().checkpoint().root().toString());
        members.put("root2", found.newer().checkpoint().root().toString());
        members.put("proof", proof.path().stream().map(Hash::toString).toList());
        return attached(proofName(found)).body(members);
    }

    /** A checkpoint to keep: whoever has it can say later whether the log was rewritten. */
    @GetMapping("/{size}")
    ResponseEntity<byte[]> note(@PathVariable long size) {
        return attached("checkpoint-" + size)
                .contentType(MediaType.TEXT_PLAIN)
                .body(
                        checkpoints
                                .note(size)
                                .orElseThrow(Refusal::notFound)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity.BodyBuilder attached(String name) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }

    private Optional<ComparedCheckpoints> compare(Asked asked, List<FieldError> errors) {
        if (!asked.pasted().isBlank() && !asked.other().isBlank()) {
            errors.add(words.error("pasted", "compare.error.both"));
            return Optional.empty();
        }
        var first = stored("one", asked.one(), errors);
        var second =
                asked.pasted().isBlank()
                        ? stored("other", asked.other(), errors)
                        : pasted(asked, errors);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        var origin = first.get().checkpoint().origin();
        if (!second.get().checkpoint().origin().equals(origin)) {
            errors.add(
                    words.error(
                            "pasted",
                            "compare.error.origin",
                            second.get().checkpoint().origin(),
                            origin));
            return Optional.empty();
        }
        return checkpoints.compare(first.get(), second.get());
    }

    private Optional<SignedCheckpoint> stored(String field, String size, List<FieldError> errors) {
        var note =
                size.matches("[0-9]{1,18}")
                        ? checkpoints.note(Long.parseLong(size))
                        : Optional.<String>empty();
        if (note.isEmpty()) {
            errors.add(
                    size.isBlank()
                            ? words.error(field, "compare.error.none")
                            : words.error(field, "compare.error.size", size));
        }
        return note.flatMap(stored -> read(field, stored, errors));
    }

    private Optional<SignedCheckpoint> pasted(Asked asked, List<FieldError> errors) {
        if (asked.pasted().length() > LONGEST_NOTE) {
            errors.add(words.error("pasted", "compare.error.note"));
            return Optional.empty();
        }
        return read("pasted", asked.note(), errors);
    }

    private Optional<SignedCheckpoint> read(String field, String note, List<FieldError> errors) {
        try {
            return Optional.of(SignedCheckpoint.parse(note));
        } catch (Unreadable _) {
            errors.add(words.error(field, "compare.error.note"));
            return Optional.empty();
        }
    }

    private static CheckpointsView.Row row(
            CompareCheckpoints.Published stored,
            List<VerifierKey> keys,
            List<VerifierKey> witnesses) {
        try {
            var signed = SignedCheckpoint.parse(stored.note());
            return new CheckpointsView.Row(
                    stored.size(),
                    keys.stream()
                            .filter(key -> key.name().equals(signed.checkpoint().origin()))
                            .flatMap(key -> signed.cosignedBy(key.asCosigner()).stream())
                            .findFirst()
                            .orElse(null),
                    witnesses.stream()
                            .filter(key -> signed.cosignedBy(key).isPresent())
                            .map(VerifierKey::name)
                            .toList());
        } catch (Unreadable _) {
            return new CheckpointsView.Row(stored.size(), null, List.of());
        }
    }

    private static CheckpointsView.Compared view(
            ComparedCheckpoints found, Asked asked, List<VerifierKey> keys) {
        var proven = found.proof().isPresent();
        var key = keys.isEmpty() ? "KEY" : keys.getLast().toString();
        return new CheckpointsView.Compared(
                found.verdict().map(Enum::name).orElse("CONSISTENT"),
                side(found.older()),
                side(found.newer()),
                proven
                        ? UriComponentsBuilder.fromPath("/auditing/checkpoints/proof.json")
                                .queryParam("one", "{one}")
                                .queryParam("other", "{other}")
                                .queryParam("pasted", "{pasted}")
                                .encode()
                                .buildAndExpand(asked.one(), asked.other(), asked.pasted())
                                .toUriString()
                        : null,
                proven ? "java -jar verifier.jar verify consistency " + proofName(found) : null,
                "java -jar verifier.jar verify --key '"
                        + key
                        + "' audit-trail-*-all.zip checkpoint-"
                        + asked.one()
                        + (asked.pasted().isBlank()
                                ? " checkpoint-" + asked.other()
                                : " pasted-checkpoint"));
    }

    private static String proofName(ComparedCheckpoints found) {
        return "consistency-%d-%d.json"
                .formatted(found.older().checkpoint().size(), found.newer().checkpoint().size());
    }

    private static CheckpointsView.Side side(SignedCheckpoint signed) {
        return new CheckpointsView.Side(
                signed.checkpoint().size(), signed.checkpoint().root().toString());
    }
}
