package org.imprimatur;

import java.time.Clock;
import java.util.Arrays;
import org.imprimatur.assurance.FsckCommand;
import org.imprimatur.log.Launcher;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the engine: {@code mvn spring-boot:run}. */
@SpringBootApplication
@EnableScheduling
@EnableResilientMethods
public class Imprimatur {

    public static void main(String[] arguments) {
        var exit = Launcher.run(arguments); // where the jar was unpacked, this is where it begins
        if (exit.isPresent()) {
            System.exit(exit.getAsInt());
        }
        if (arguments.length > 0 && arguments[0].equals("fsck")) {
            LoggingSystem.get(Imprimatur.class.getClassLoader()).beforeInitialize(); // silent
            var rest = Arrays.asList(arguments).subList(1, arguments.length);
            System.exit(FsckCommand.run(rest, Clock.systemUTC(), System.out, System.err));
        }
        SpringApplication.run(Imprimatur.class, arguments);
    }

    /** The one clock that due times, sessions and timers go by. The trail's times are the database's own. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
