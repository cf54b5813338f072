package org.imprimatur.assurance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.imprimatur.audit.ReopenLog;
import org.imprimatur.audit.RotateKey;
import org.imprimatur.database.FoundDatabase;
import org.imprimatur.database.UnusableDatabase;
import org.imprimatur.people.Person;
import org.imprimatur.people.ProvePerson;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code java -jar imprimatur.jar log}: {@code reopen}, with which two persons, each with their own password, let a log go on
 * whose signer lost its key or memory, or whose database was lawfully restored; {@code rotate}, which makes the signer's next key.
 */
public final class LogCommand {

    private static final int OK = 0;
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE =
            """
            Lets the log go on under a new name and a new key, after a lawful restore or after the signer's key or memory
            was lost. It is recorded as the first entry that the new key signs.

              log reopen --requested-by=USER --confirmed-by=USER --reason=TEXT [--origin=NAME]

            One of the two is an administrator, the other an administrator or an auditor. Each is asked for their own
            password; where there is no terminal, they are read from standard input, one a line.
            The database and the signer's folder are those of the settings, as with fsck; any may be given as --name=value.

            Makes the key that follows the signer's. A running signer hands over to it within a second, and the trail says so; with
            a witness, as soon as that was started with the new key beside the old one.

              log rotate
            """;

    private LogCommand() {}

    /** Asks at the terminal without showing what is typed, or reads lines where there is none. */
    public static UnaryOperator<String> terminal() {
        var console = System.console();
        if (console != null && console.isTerminal()) {
            return question -> new String(Objects.requireNonNull(console.readPassword(question)));
        }
        var lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return _ -> {
            try {
                return Objects.requireNonNullElse(lines.readLine(), "");
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        };
    }

    /**
     * @param passwords asked with a question, answers with what was typed
     * @return the exit code: 0 if the log goes on, 1 if it was refused, 2 for a wrong call or no database
     */
    public static int run(
            List<String> arguments,
            UnaryOperator<String> passwords,
            PrintStream out,
            PrintStream err) {
        var options = arguments.stream().skip(1).toList();
        var settings = FsckCommand.settings(options);
        if (!arguments.isEmpty() && arguments.getFirst().equals("rotate")) {
            return rotate(settings, out, err);
        }
        var requester = settings.getProperty("requested-by");
        var confirmer = settings.getProperty("confirmed-by");
        var reason = settings.getProperty("reason");
        if (arguments.isEmpty()
                || !arguments.getFirst().equals("reopen")
                || !options.stream().allMatch(option -> option.matches("(?s)--[a-z.-]+=.*"))
                || requester == null
                || confirmer == null
                || reason == null) {
            err.print(USAGE);
            return UNUSABLE;
        }
        try {
            var database = FoundDatabase.of(settings);
            var people = ProvePerson.in(database);
            var first = prove(people, requester, passwords);
            var second = prove(people, confirmer, passwords);
            var reopened =
                    ReopenLog.in(database, settings)
                            .reopen(first, second, reason, settings.getProperty("origin"));
            out.println("The log goes on as " + reopened.origin());
            if (reopened.vouched() < reopened.entries()) {
                out.println(
                        "Of its %d entries, those from seq %d on were signed by nothing that is still known: look through them."
                                .formatted(reopened.entries(), reopened.vouched()));
            }
            out.println("Publish its key, and give it to the witness: " + reopened.key());
            out.println("A cache before the server has to forget what is below /log/tile/.");
            return OK;
        } catch (ReopenLog.Refused refused) {
            err.println("Not opened again. " + refused.getMessage());
            return REFUSED;
        } catch (UncheckedIOException failed) {
            err.println("The signer’s files cannot be used: " + failed.getMessage());
        } catch (UnusableDatabase unusable) {
            err.println(unusable.getMessage() + " " + unusable.remedy());
        } catch (DataAccessException | TransactionException unreachable) {
            err.println("The database cannot be read: " + unreachable.getMessage());
        } catch (RuntimeException damaged) { // its exit code would be that of a refusal
            err.println("Not opened again. " + damaged.getMessage());
        }
        return UNUSABLE;
    }

    private static int rotate(Environment settings, PrintStream out, PrintStream err) {
        try {
            var next = RotateKey.in(settings);
            out.println("The key that follows: " + next);
            out.println(
                    "Where a witness cosigns, start it with --log "
                            + next
                            + " as well: the turn waits for it.");
            return OK;
        } catch (RotateKey.Refused refused) {
            err.println("Not rotated. " + refused.getMessage());
            return REFUSED;
        } catch (RuntimeException unusable) {
            err.println("Not rotated. " + unusable.getMessage());
            return UNUSABLE;
        }
    }

    private static Person prove(
            ProvePerson people, String username, UnaryOperator<String> passwords) {
        return people.prove(username, passwords.apply("Password of " + username + ": "))
                .orElseThrow(
                        () ->
                                new ReopenLog.Refused(
                                        "There is no active account "
                                                + username
                                                + " with this password."));
    }
}
