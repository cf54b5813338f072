package org.imprimatur.audit.web;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Who asks for headers alone has seen nothing, so the trail says nothing of it. Without this the methods that read would
 * answer, and each would leave an entry.
 */
@Controller
class UnseenController {

    @RequestMapping(
            path = {
                "/auditing",
                "/auditing/trail.csv",
                "/auditing/trail.json",
                "/auditing/trail.zip",
                "/auditing/**", // a pattern gives way to a method with just that path, so those are
                // named
                "/api/v1/articles/{id}/history",
                "/api/v1/exports/trail"
            },
            method = RequestMethod.HEAD)
    ResponseEntity<Void> head() {
        return ResponseEntity.ok().build();
    }
}
