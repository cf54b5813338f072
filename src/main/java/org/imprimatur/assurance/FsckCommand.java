package org.imprimatur.assurance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.imprimatur.database.FoundDatabase;
import org.imprimatur.database.UnusableDatabase;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code java -jar imprimatur.jar fsck}: the check without the application, on its database and with its settings. Says
 * what the verifier would say, in the same words and with the same exit codes.
 */
public final class FsckCommand {

    private static final int OK = 0;
    private static final int TAMPERED = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE =
            """
            Holds trail, tables, process engine and checkpoints against each other. Changes nothing.

              fsck [--all]     --all lists each finding, at most a thousand

            The database is the one of the settings (DB_URL, APP_DB_PASSWORD), or the embedded one of an application that was
            started from this folder. Any setting may be given as --name=value, for example --imprimatur.log.directory=DIR.
            """;

    private FsckCommand() {}

    /** @return the exit code: 0 if all is well, 1 for any verdict, 2 if it could not be said */
    public static int run(List<String> arguments, Clock clock, PrintStream out, PrintStream err) {
        for (var argument : arguments) {
            if (!argument.equals("--all") && !argument.matches("--[a-z.-]+=.*")) {
                err.print(USAGE);
                return UNUSABLE;
            }
        }
        try {
            var settings = settings(arguments);
            var report =
                    Fsck.of(
                                    FoundDatabase.of(settings),
                                    Path.of(
                                            settings.getRequiredProperty(
                                                    "imprimatur.log.directory")),
                                    clock)
                            .run(progress(err));
            report.findings().print(out, arguments.contains("--all"));
            report.sentences().forEach(out::println);
            return report.findings().first().isEmpty() ? OK : TAMPERED;
        } catch (UnusableDatabase unusable) {
            err.println(unusable.getMessage() + " " + unusable.remedy());
        } catch (DataAccessException | TransactionException unreachable) {
            err.println("The database cannot be read: " + unreachable.getMessage());
        } catch (RuntimeException unforeseen) { // its exit code would be that of a verdict
            err.println("Could not be checked: " + unforeseen.getMessage());
        }
        return UNUSABLE;
    }

    /** The application's own, with what was said on the command line before all else. */
    static Environment settings(List<String> arguments) {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(settings);
        return settings;
    }

    /** A word a second on what takes longer than that. */
    private static Fsck.Progress progress(PrintStream err) {
        var told = new long[] {System.nanoTime()};
        return (done, of) -> {
            if (System.nanoTime() - told[0] > 1_000_000_000L) {
                told[0] = System.nanoTime();
                err.println(done + " of " + of + " read");
            }
        };
    }
}
