package org.imprimatur.badge.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.imprimatur.badge.ReadPublicStatus;
import org.imprimatur.desk.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The badge as others embed it. Readers' browsers ask anew each time; shared caches may keep it for five seconds. */
@RestController
@CrossOrigin
class BadgeController {

    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ZERO).cachePublic().sMaxAge(Duration.ofSeconds(5));

    private final ReadPublicStatus publicStatus;
    private final MessageSource messages;
    private final JsonMapper json;

    BadgeController(ReadPublicStatus publicStatus, MessageSource messages, JsonMapper json) {
        this.publicStatus = publicStatus;
        this.messages = messages;
        this.json = json;
    }

    /** The public status as data. */
    @GetMapping("/articles/{slug}/badge.json")
    ResponseEntity<byte[]> data(@PathVariable String slug) {
        var status = publicStatus.of(slug).status();
        return answer(
                MediaType.APPLICATION_JSON,
                json.writeValueAsBytes(BadgeBody.of(status, BadgeBody.recordUrl(slug))));
    }

    /** The public status as a picture, in the language that its address names: everybody who asks it gets the same. */
    @GetMapping("/articles/{slug}/badge.svg")
    ResponseEntity<byte[]> picture(
            @PathVariable String slug, @RequestParam(required = false) @Nullable String lang) {
        var locale = Languages.named(lang);
        var word = publicStatus.of(slug).status().word();
        var svg =
                BadgeSvg.of(
                        messages.getMessage("badge.label", null, locale),
                        word,
                        messages.getMessage("status." + word, null, locale));
        return answer(MediaType.valueOf("image/svg+xml"), svg.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'none'")
                .contentType(type)
                .body(body);
    }
}
