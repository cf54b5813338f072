package org.imprimatur.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moments as the tables keep them: in UTC, without a zone. */
final class Moments {

    private Moments() {}

    static LocalDateTime stored(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable Instant read(ResultSet row, int column) throws SQLException {
        var stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    static Instant required(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(read(row, column));
    }
}
