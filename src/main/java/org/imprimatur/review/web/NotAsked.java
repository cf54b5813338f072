package org.imprimatur.review.web;

/** No key is asked, because what was sent could not be signed; the page's script says why. */
record NotAsked(String refused) {}
