package org.imprimatur.log;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the packaged jar begins. The verifier and the witness start from here, at the jar's root, with nothing but this
 * package; everything else is Spring Boot's, which unpacks the application from the folders below.
 */
public final class Launcher {

    private static final String APPLICATION = "org.springframework.boot.loader.launch.JarLauncher";

    private Launcher() {}

    public static void main(String[] arguments) throws Throwable {
        launch(arguments, System.err).ifPresent(System::exit);
    }

    /** The exit code; nothing where the application was started, which goes on by itself. */
    static OptionalInt launch(String[] arguments, PrintStream err) throws Throwable {
        var exit = run(arguments);
        if (exit.isPresent()) {
            return exit;
        }
        try {
            Class.forName(APPLICATION)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (ClassNotFoundException alone) {
            err.print("This is the verifier alone, with two commands:\n" + VerifyArguments.USAGE);
            err.print(WitnessCommand.USAGE);
            return OptionalInt.of(VerifyCommand.UNUSABLE);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
        return OptionalInt.empty();
    }

    /** Runs what needs nothing but this package; the exit code, or nothing if it was not that. */
    public static OptionalInt run(String... arguments) {
        if (arguments.length == 0) {
            return OptionalInt.empty();
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        return switch (arguments[0]) {
            case "verify" -> OptionalInt.of(VerifyCommand.run(rest, System.out, System.err));
            case "witness" ->
                    OptionalInt.of(
                            WitnessCommand.run(
                                    rest, InstantSource.system(), System.out, System.err));
            default -> OptionalInt.empty();
        };
    }
}
