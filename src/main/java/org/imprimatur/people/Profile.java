package org.imprimatur.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an account that can change and is no secret. Events carry it whole, so that the trail alone tells what
 * it was on any day.
 *
 * @param credentials shown after the name, as {@code MD, PhD}
 * @param orcid sixteen digits in four groups, see {@link Orcid}
 */
public record Profile(
        String name,
        @Nullable String credentials,
        @Nullable String orcid,
        boolean consentsToBeNamed,
        Set<Role> roles,
        Set<String> specialties,
        boolean disabled) {}
