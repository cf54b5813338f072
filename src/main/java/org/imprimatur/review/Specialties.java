package org.imprimatur.review;

import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.policy.Policies;
import org.springframework.stereotype.Service;

/** What reviewers may be asked for. */
@Service
public class Specialties {

    private final Policies policies;
    private final People people;

    Specialties(Policies policies, People people) {
        this.policies = policies;
        this.people = people;
    }

    /** Those of the policy in force and those that reviewers have; always the one that every reviewer has. */
    public Set<String> known() {
        var known = new TreeSet<String>();
        known.add(Person.GENERAL);
        policies.inForce().rules().forEach(rule -> known.addAll(rule.slots()));
        people.reviewers().forEach(reviewer -> known.addAll(reviewer.specialties()));
        return known;
    }
}
