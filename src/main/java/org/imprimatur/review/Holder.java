package org.imprimatur.review;

/** Who holds a task. */
public record Holder(String username, String name) {}
