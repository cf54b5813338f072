package org.imprimatur.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.imprimatur.desk.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The switch at the foot of every page. */
@Controller
class LanguageController {

    /** Back to the page that was read. Only its path counts: whatever the header says, nobody is sent to another site. */
    @PostMapping("/language")
    ResponseEntity<Void> choose(
            @RequestParam(defaultValue = "") String language,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        HttpHeaders.SET_COOKIE,
                        Languages.cookie(Languages.named(language), request.isSecure()).toString())
                .header(HttpHeaders.LOCATION, page(from))
                .build();
    }

    static String page(@Nullable String from) {
        if (from == null) {
            return "/";
        }
        try {
            var address = URI.create(from);
            var path = address.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//")) {
                return "/";
            }
            return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }
}
