package org.imprimatur.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.imprimatur.api.Refusal;
import org.imprimatur.audit.PublishedLog;
import org.imprimatur.log.Tile;
import org.imprimatur.log.Unreadable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The log as C2SP tlog-tiles serves it, so that any monitor that speaks it can follow: nothing in an entry names a person
 * or an unpublished text.
 *
 * <p>{@code /log} is the log under the name it has now, {@code /log/N} under its name of that number alone: only there a
 * tile is the same for ever.
 */
@RestController
@CrossOrigin
class LogController {

    private static final int FIRST = 1;
    private static final String TILES = "/tile/";
    private static final String PRESENT = "/log";
    private static final String NUMBERED = "/log/{number:[1-9][0-9]{0,8}}";
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    /** A tile never changes, and a partial one never either: a wider one has another address. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ZERO).cachePublic().sMaxAge(Duration.ofSeconds(1));

    private final PublishedLog log;

    LogController(PublishedLog log) {
        this.log = log;
    }

    @GetMapping(PRESENT + "/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        return text(log.checkpoint().orElseThrow(Refusal::notFound).toString());
    }

    @GetMapping(NUMBERED + "/checkpoint")
    ResponseEntity<byte[]> checkpoint(@PathVariable int number) {
        requirePresent(number);
        return checkpoint();
    }

    /** Every key that signed, oldest first, one verifier key a line. */
    @GetMapping("/log/key")
    ResponseEntity<byte[]> keys() {
        var lines = new StringBuilder();
        log.keys().forEach(key -> lines.append(key.vkey()).append('\n'));
        return text(lines.toString());
    }

    /** Of whatever name the log has now. Once it was opened again after a loss, it may be again, and have other bytes then. */
    @GetMapping(PRESENT + TILES + "**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        return tile(request, log.isPresent(FIRST) ? FOR_EVER : BRIEFLY);
    }

    @GetMapping(NUMBERED + TILES + "**")
    ResponseEntity<byte[]> tile(@PathVariable int number, HttpServletRequest request) {
        requirePresent(number);
        return tile(request, FOR_EVER);
    }

    private ResponseEntity<byte[]> tile(HttpServletRequest request, CacheControl kept) {
        var path = request.getRequestURI();
        var tile = tileAt(path.substring(path.indexOf(TILES) + TILES.length()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(kept)
                .body(log.tile(tile).orElseThrow(Refusal::notFound));
    }

    private void requirePresent(int number) {
        if (!log.isPresent(number)) {
            throw Refusal.notFound();
        }
    }

    private static Tile tileAt(String path) {
        try {
            return Tile.parse(path);
        } catch (Unreadable unknown) {
            throw Refusal.notFound();
        }
    }

    private static ResponseEntity<byte[]> text(String text) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(BRIEFLY)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
