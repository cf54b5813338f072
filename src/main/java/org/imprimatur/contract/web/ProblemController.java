package org.imprimatur.contract.web;

import java.util.Map;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.contract.ProblemText;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where the type of a problem document leads: what it means, for everybody. */
@RestController
class ProblemController {

    private final Map<ProblemType, ProblemText> texts = ProblemText.all();

    record Explanation(String type, String title, int status, String means) {}

    @GetMapping("/problems/{code}")
    Explanation explain(@PathVariable String code) {
        var type = ProblemText.find(code).orElseThrow(Refusal::notFound);
        return new Explanation(
                type.uri(),
                type.title(),
                type.status().value(),
                Objects.requireNonNull(texts.get(type)).means());
    }
}
