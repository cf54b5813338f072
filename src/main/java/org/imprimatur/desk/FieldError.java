package org.imprimatur.desk;

/**
 * Why a form was refused.
 *
 * @param field id of the form's field, or of the part of the page it is about; the summary links to it
 */
public record FieldError(String field, String message) {}
