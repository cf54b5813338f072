package org.imprimatur.assurance.web;

import org.imprimatur.assurance.FsckRuns;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whether trail, tables, engine and badge tell one story: asked by a button, answered when it is known. */
@Controller
@RequestMapping("/auditing/check")
class FsckController {

    private static final int SHOWN = 12;

    private final FsckRuns runs;

    FsckController(FsckRuns runs) {
        this.runs = runs;
    }

    @GetMapping
    String show(Model model) {
        var newest = runs.newest(SHOWN);
        var ended = newest.stream().filter(run -> !run.isRunning()).toList();
        model.addAttribute(
                "page",
                new FsckView(
                        newest.stream().filter(FsckRuns.Run::isRunning).findFirst().orElse(null),
                        ended.isEmpty() ? null : ended.getFirst(),
                        ended.isEmpty() ? null : runs.found(ended.getFirst().number()).orElse(null),
                        ended.stream().skip(1).toList()));
        return "assurance/check";
    }

    /** One that runs already is as good as one begun now. */
    @PostMapping
    String start(@AuthenticationPrincipal Person person) {
        var _ = runs.start(person.as(Role.AUDITOR));
        return "redirect:/auditing/check";
    }
}
