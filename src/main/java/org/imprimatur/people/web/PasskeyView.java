package org.imprimatur.people.web;

import java.util.List;
import org.imprimatur.desk.FieldError;

/**
 * {@code people/passkey.html}: one key, to be renamed or removed.
 *
 * @param called its name
 * @param name as typed last time
 */
public record PasskeyView(String id, String called, String name, List<FieldError> errors) {}
