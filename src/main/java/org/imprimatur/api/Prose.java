package org.imprimatur.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that a person typed: any script and emoji, line breaks and tabs; at most 4,000 characters.
 *
 * <p>No other control characters, and none that only some programs see: line separators, a byte order mark, and embeddings
 * and overrides of the writing direction, of which one shows 12.5 mg as 5.21 mg. A source of an article refuses the same.
 */
@Pattern(
        regexp = "[\\P{Cc}\\r\\n\\t&&[^\\p{Cs}\\u2028-\\u202E\\uFEFF\\uFFFE\\uFFFF]]*",
        message = "contains control characters")
@Size(max = 4000, message = "is longer than 4,000 characters")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Prose {

    String message() default "is not plain text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
