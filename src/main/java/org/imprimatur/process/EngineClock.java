package org.imprimatur.process;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The engine reads the application's clock, so that timers and due times agree. */
final class EngineClock implements org.flowable.common.engine.impl.runtime.Clock {

    private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

    private final Clock clock;

    EngineClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Date getCurrentTime() {
        return Date.from(clock.instant());
    }

    @Override
    public Calendar getCurrentCalendar() {
        return getCurrentCalendar(UTC);
    }

    @Override
    public Calendar getCurrentCalendar(TimeZone zone) {
        var calendar = new GregorianCalendar(zone);
        calendar.setTime(getCurrentTime());
        return calendar;
    }

    @Override
    public TimeZone getCurrentTimeZone() {
        return UTC;
    }

    @Override
    public void setCurrentTime(@Nullable Date time) {
        throw new IllegalStateException("Time comes from the application's clock");
    }

    @Override
    public void setCurrentCalendar(@Nullable Calendar calendar) {
        throw new IllegalStateException("Time comes from the application's clock");
    }

    /** Called by the engine when it closes; there is nothing to set back. */
    @Override
    public void reset() {}
}
