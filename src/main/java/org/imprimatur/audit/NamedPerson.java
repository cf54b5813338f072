package org.imprimatur.audit;

import java.util.List;

/**
 * Somebody by whom there may be entries.
 *
 * @param names that the trail has of this account, the former ones among them, oldest first
 */
public record NamedPerson(String username, List<String> names) {}
