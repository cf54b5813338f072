package org.imprimatur.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that a person typed: any script and emoji, line breaks and tabs, but no other control characters; at most 4,000 of them. */
@Pattern(regexp = "[\\P{Cc}\\r\\n\\t&&[^\\p{Cs}]]*", message = "contains control characters")
@Size(max = 4000, message = "is longer than 4,000 characters")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Prose {

    String message() default "is not plain text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
