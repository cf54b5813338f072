package org.imprimatur.policy.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.source.Risk;
import org.imprimatur.desk.Words;
import org.imprimatur.policy.Policies;
import org.imprimatur.policy.ReviewPolicy;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The rules that reviews follow, printed from the very text they follow. */
@Controller
class PolicyController {

    private final Policies policies;
    private final Words words;

    PolicyController(Policies policies, Words words) {
        this.policies = policies;
        this.words = words;
    }

    @GetMapping("/policy")
    String inForce(Model model) {
        return show(policies.inForce().version(), model);
    }

    @GetMapping("/policy/{version:[1-9][0-9]{0,5}}")
    String version(@PathVariable int version, Model model) {
        return show(version, model);
    }

    private String show(int number, Model model) {
        var adopted = policies.adopted();
        var shown =
                adopted.stream()
                        .filter(version -> version.number() == number)
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        var policy = policies.version(number);
        model.addAttribute(
                "page",
                new PolicyView(
                        number,
                        number == policies.inForce().version(),
                        shown.since(),
                        shown.hash(),
                        rules(policy),
                        times(policy),
                        adopted.stream()
                                .map(
                                        version ->
                                                new PolicyView.Version(
                                                        version.number(),
                                                        version.since(),
                                                        version.hash(),
                                                        version.number() == number))
                                .toList()));
        return "policy/policy";
    }

    private List<PolicyView.Rule> rules(ReviewPolicy policy) {
        var rules = new ArrayList<PolicyView.Rule>();
        for (var rule : policy.rules()) {
            var slots = new LinkedHashMap<String, Integer>();
            rule.slots().forEach(specialty -> slots.merge(specialty, 1, Integer::sum));
            rules.add(
                    new PolicyView.Rule(
                            rule.topics().stream().sorted().map(this::term).toList(),
                            slots.entrySet().stream()
                                    .map(
                                            slot ->
                                                    new PolicyView.Slot(
                                                            slot.getValue(), term(slot.getKey())))
                                    .toList(),
                            rule.slots().size(),
                            rule.quorum()));
        }
        return rules;
    }

    private List<PolicyView.Times> times(ReviewPolicy policy) {
        return EnumSet.allOf(Risk.class).stream()
                .map(
                        risk -> {
                            var times = policy.timesFor(risk);
                            return new PolicyView.Times(
                                    risk.name(),
                                    inWords(times.remind()),
                                    inWords(times.due()),
                                    inWords(times.validity()));
                        })
                .toList();
    }

    private String term(String word) {
        return words.say(Sentence.term(word));
    }

    private String inWords(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? words.say("time.days", duration.toDays())
                : words.say("time.hours", duration.toHours());
    }
}
