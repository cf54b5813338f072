package org.imprimatur;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.imprimatur.assurance.FsckCommand;
import org.imprimatur.assurance.LogCommand;
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
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "fsck" ->
                    System.exit(
                            FsckCommand.run(
                                    rest(arguments), Clock.systemUTC(), System.out, System.err));
            case "log" ->
                    System.exit(
                            LogCommand.run(
                                    rest(arguments),
                                    LogCommand.terminal(),
                                    System.out,
                                    System.err));
            default -> SpringApplication.run(Imprimatur.class, arguments);
        }
    }

    private static List<String> rest(String... arguments) {
        LoggingSystem.get(Imprimatur.class.getClassLoader()).beforeInitialize(); // silent
        return Arrays.asList(arguments).subList(1, arguments.length);
    }

    /** The one clock that due times, sessions and timers go by. The trail's times are the database's own. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
