package org.imprimatur.process.gate;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessGateTests {

    static final Path DIAGRAMS = Path.of("src/test/resources/processes");

    /** Rules that only files too large to keep can break. */
    static final Set<Rule> GENERATED = EnumSet.of(Rule.TOO_LARGE, Rule.TOO_COMPLEX);

    final ProcessGate gate = new ProcessGate(Words.RULES);

    /** One file for each way to draw something that must not run; line 0 means the file as a whole. */
    @Nested
    class ARefusedDiagram {

        static final Set<String> FILES = new TreeSet<>();
        static final Set<Rule> RULES = EnumSet.noneOf(Rule.class);

        @ParameterizedTest(name = "{0}: {1}, line {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                doctype                                  | DOCTYPE                 | 2
                doctype-in-lower-case                    | DOCTYPE                 | 3
                external-entity                          | DOCTYPE                 | 2
                external-dtd                             | DOCTYPE                 | 2
                parameter-entity                         | DOCTYPE                 | 2
                billion-laughs                           | DOCTYPE                 | 2
                xinclude                                 | ELEMENT_NOT_ALLOWED     | 11
                undeclared-entity                        | MALFORMED               | 8
                not-well-formed                          | MALFORMED               | 12
                two-roots                                | MALFORMED               | 14
                stylesheet                               | MALFORMED               | 2
                xml-1.1                                  | MALFORMED               | 1
                latin-1                                  | NOT_UTF_8               | 1
                no-diagram                               | ELEMENT_NOT_ALLOWED     | 1
                no-namespace                             | ELEMENT_NOT_ALLOWED     | 1
                nested-sub-processes                     | TOO_DEEP                | 69
                script-task                              | ELEMENT_NOT_ALLOWED     | 8
                script-task-in-foreign-namespace         | ELEMENT_NOT_ALLOWED     | 9
                manual-task                              | ELEMENT_NOT_ALLOWED     | 8
                untyped-task                             | ELEMENT_NOT_ALLOWED     | 8
                call-activity                            | ELEMENT_NOT_ALLOWED     | 8
                send-task                                | ELEMENT_NOT_ALLOWED     | 8
                receive-task                             | ELEMENT_NOT_ALLOWED     | 8
                business-rule-task                       | ELEMENT_NOT_ALLOWED     | 8
                inclusive-gateway                        | ELEMENT_NOT_ALLOWED     | 8
                event-gateway                            | ELEMENT_NOT_ALLOWED     | 8
                complex-gateway                          | ELEMENT_NOT_ALLOWED     | 8
                intermediate-timer                       | ELEMENT_NOT_ALLOWED     | 8
                throwing-event                           | ELEMENT_NOT_ALLOWED     | 8
                ad-hoc-sub-process                       | ELEMENT_NOT_ALLOWED     | 8
                transaction                              | ELEMENT_NOT_ALLOWED     | 8
                event-sub-process                        | VALUE_NOT_ALLOWED       | 8
                signal-boundary                          | ELEMENT_NOT_ALLOWED     | 10
                compensation-boundary                    | ELEMENT_NOT_ALLOWED     | 10
                conditional-boundary                     | ELEMENT_NOT_ALLOWED     | 10
                escalation-boundary                      | ELEMENT_NOT_ALLOWED     | 10
                cancel-boundary                          | ELEMENT_NOT_ALLOWED     | 10
                two-definitions-on-a-boundary            | ELEMENT_REPEATED        | 9
                boundary-without-definition              | MISSING                 | 9
                terminate-end                            | ELEMENT_NOT_ALLOWED     | 9
                timer-start                              | ELEMENT_NOT_ALLOWED     | 8
                data-object                              | ELEMENT_NOT_ALLOWED     | 7
                signal-definition                        | ELEMENT_NOT_ALLOWED     | 6
                import                                   | ELEMENT_NOT_ALLOWED     | 6
                association                              | ELEMENT_NOT_ALLOWED     | 10
                lanes                                    | ELEMENT_NOT_ALLOWED     | 7
                class                                    | ATTRIBUTE_NOT_ALLOWED   | 8
                expression-on-service-task               | ATTRIBUTE_NOT_ALLOWED   | 8
                type-shell                               | ATTRIBUTE_NOT_ALLOWED   | 8
                type-http                                | ATTRIBUTE_NOT_ALLOWED   | 8
                type-mail                                | ATTRIBUTE_NOT_ALLOWED   | 8
                skip-expression                          | ATTRIBUTE_NOT_ALLOWED   | 8
                result-variable                          | ATTRIBUTE_NOT_ALLOWED   | 8
                triggerable                              | ATTRIBUTE_NOT_ALLOWED   | 8
                compensation-handler                     | ATTRIBUTE_NOT_ALLOWED   | 8
                operation                                | ATTRIBUTE_NOT_ALLOWED   | 8
                activiti-namespace                       | ATTRIBUTE_NOT_ALLOWED   | 9
                delegate-without-namespace               | ATTRIBUTE_NOT_ALLOWED   | 8
                bpmn-prefixed-attribute                  | ATTRIBUTE_NOT_ALLOWED   | 9
                assignee                                 | ATTRIBUTE_NOT_ALLOWED   | 8
                form-key                                 | ATTRIBUTE_NOT_ALLOWED   | 8
                due-date                                 | ATTRIBUTE_NOT_ALLOWED   | 8
                schema-location                          | ATTRIBUTE_NOT_ALLOWED   | 2
                execution-listener                       | ELEMENT_NOT_ALLOWED     | 9
                task-listener                            | ELEMENT_NOT_ALLOWED     | 9
                field-injection                          | ELEMENT_NOT_ALLOWED     | 9
                unknown-extension                        | ELEMENT_NOT_ALLOWED     | 9
                form-property                            | ELEMENT_NOT_ALLOWED     | 9
                process-listener                         | ELEMENT_NOT_ALLOWED     | 7
                collection-by-class                      | ATTRIBUTE_NOT_ALLOWED   | 11
                collection-as-attribute                  | ATTRIBUTE_NOT_ALLOWED   | 9
                collection-unknown                       | UNKNOWN_COLLECTION      | 11
                collection-from-literal                  | ELEMENT_NOT_ALLOWED     | 12
                collection-aggregated                    | ELEMENT_NOT_ALLOWED     | 14
                element-variable-hides-a-step            | UNKNOWN_VARIABLE        | 9
                loop-without-element                     | MISSING                 | 9
                loop-over-nothing                        | MISSING                 | 9
                loop-zero-times                          | VALUE_NOT_ALLOWED       | 10
                two-loops                                | ELEMENT_REPEATED        | 12
                loop-on-step                             | ELEMENT_NOT_ALLOWED     | 9
                text-in-process                          | TEXT_NOT_ALLOWED        | 6
                not-executable                           | VALUE_NOT_ALLOWED       | 6
                id-with-spaces                           | VALUE_NOT_ALLOWED       | 8
                service-task-without-delegate            | MISSING                 | 8
                user-task-for-nobody                     | MISSING                 | 8
                get-class                                | EXPRESSION_NOT_ALLOWED  | 13
                get-class-deferred                       | EXPRESSION_NOT_ALLOWED  | 13
                deferred-condition                       | EXPRESSION_NOT_ALLOWED  | 13
                lambda                                   | EXPRESSION_NOT_ALLOWED  | 13
                method-on-variable                       | EXPRESSION_NOT_ALLOWED  | 13
                property-of-variable                     | EXPRESSION_NOT_ALLOWED  | 13
                property-by-bracket                      | EXPRESSION_NOT_ALLOWED  | 13
                function-call                            | EXPRESSION_NOT_ALLOWED  | 13
                assignment                               | EXPRESSION_NOT_ALLOWED  | 13
                ternary                                  | EXPRESSION_NOT_ALLOWED  | 13
                concatenation                            | EXPRESSION_NOT_ALLOWED  | 13
                semicolon                                | EXPRESSION_NOT_ALLOWED  | 13
                list-literal                             | EXPRESSION_NOT_ALLOWED  | 13
                map-literal                              | EXPRESSION_NOT_ALLOWED  | 13
                two-expressions                          | EXPRESSION_NOT_ALLOWED  | 13
                spaces-around                            | EXPRESSION_NOT_ALLOWED  | 13
                plain-text-condition                     | EXPRESSION_NOT_ALLOWED  | 13
                number-condition                         | EXPRESSION_NOT_ALLOWED  | 13
                text-as-truth                            | EXPRESSION_NOT_ALLOWED  | 13
                null-comparison                          | EXPRESSION_NOT_ALLOWED  | 13
                escaped-text                             | EXPRESSION_NOT_ALLOWED  | 13
                unicode-escape                           | EXPRESSION_NOT_ALLOWED  | 13
                chained-comparison                       | EXPRESSION_NOT_ALLOWED  | 13
                unclosed-parenthesis                     | EXPRESSION_NOT_ALLOWED  | 13
                empty-expression                         | EXPRESSION_NOT_ALLOWED  | 13
                endless-expression                       | EXPRESSION_NOT_ALLOWED  | 13
                engine-variable                          | UNKNOWN_VARIABLE        | 13
                step-read-as-variable                    | UNKNOWN_VARIABLE        | 13
                script-condition                         | ATTRIBUTE_NOT_ALLOWED   | 13
                condition-in-wrong-type                  | VALUE_NOT_ALLOWED       | 13
                expression-in-task-name                  | EXPRESSION_OUT_OF_PLACE | 8
                deferred-expression-in-task-name         | EXPRESSION_OUT_OF_PLACE | 8
                expression-in-documentation              | EXPRESSION_OUT_OF_PLACE | 9
                expression-in-message-name               | EXPRESSION_OUT_OF_PLACE | 6
                expression-hidden-by-cdata               | EXPRESSION_OUT_OF_PLACE | 9
                expression-hidden-by-character-reference | EXPRESSION_OUT_OF_PLACE | 8
                unknown-step                             | UNKNOWN_STEP            | 8
                step-with-call                           | UNKNOWN_STEP            | 8
                step-deferred                            | UNKNOWN_STEP            | 8
                step-without-braces                      | UNKNOWN_STEP            | 8
                unknown-group                            | UNKNOWN_GROUP           | 8
                empty-group                              | UNKNOWN_GROUP           | 8
                group-with-call                          | EXPRESSION_NOT_ALLOWED  | 8
                group-computed                           | EXPRESSION_NOT_ALLOWED  | 8
                completion-with-call                     | EXPRESSION_NOT_ALLOWED  | 15
                cardinality-with-call                    | EXPRESSION_NOT_ALLOWED  | 10
                duration-nonsense                        | TIME_NOT_ALLOWED        | 10
                duration-empty                           | TIME_NOT_ALLOWED        | 10
                duration-zero                            | TIME_NOT_ALLOWED        | 10
                duration-negative                        | TIME_NOT_ALLOWED        | 10
                duration-repeating                       | TIME_NOT_ALLOWED        | 10
                date-without-offset                      | TIME_NOT_ALLOWED        | 10
                date-impossible                          | TIME_NOT_ALLOWED        | 10
                timer-with-call                          | EXPRESSION_NOT_ALLOWED  | 10
                timer-cycle                              | ELEMENT_NOT_ALLOWED     | 10
                timer-twice                              | ELEMENT_REPEATED        | 10
                approval-in-background                   | NOT_REPEATABLE          | 8
                duplicate-id                             | DUPLICATE_ID            | 9
                two-processes                            | START_AND_END           | 2
                no-process                               | START_AND_END           | 2
                flow-to-nowhere                          | DANGLING_REFERENCE      | 10
                flow-from-nowhere                        | DANGLING_REFERENCE      | 10
                flow-out-of-sub-process                  | DANGLING_REFERENCE      | 14
                flow-into-boundary                       | DANGLING_REFERENCE      | 13
                boundary-on-nothing                      | DANGLING_REFERENCE      | 9
                boundary-on-gateway                      | DANGLING_REFERENCE      | 9
                boundary-on-another-scope                | DANGLING_REFERENCE      | 15
                default-that-does-not-exist              | DANGLING_REFERENCE      | 8
                default-of-another-node                  | DANGLING_REFERENCE      | 8
                unknown-message                          | DANGLING_REFERENCE      | 10
                unknown-error                            | DANGLING_REFERENCE      | 10
                incoming-that-is-not                     | DANGLING_REFERENCE      | 9
                drawing-of-nothing                       | DANGLING_REFERENCE      | 15
                no-start                                 | START_AND_END           | 6
                two-starts                               | START_AND_END           | 6
                no-end                                   | START_AND_END           | 6
                sub-process-without-start                | START_AND_END           | 8
                step-that-leads-nowhere                  | FLOWS                   | 8
                step-with-two-ways-out                   | FLOWS                   | 8
                step-nothing-leads-to                    | FLOWS                   | 10
                end-that-goes-on                         | FLOWS                   | 8
                start-reached-again                      | FLOWS                   | 7
                boundary-that-leads-nowhere              | FLOWS                   | 9
                gateway-without-default                  | UNDECIDED_GATEWAY       | 8
                gateway-with-two-defaults                | UNDECIDED_GATEWAY       | 12
                condition-on-default                     | CONDITION_OUT_OF_PLACE  | 15
                condition-after-step                     | CONDITION_OUT_OF_PLACE  | 11
                condition-after-parallel-gateway         | CONDITION_OUT_OF_PLACE  | 12
                timer-on-step                            | BOUNDARY_NEVER_FIRES    | 9
                error-on-user-task                       | BOUNDARY_NEVER_FIRES    | 9
                error-that-does-not-interrupt            | BOUNDARY_NEVER_FIRES    | 9
                error-nobody-catches                     | UNCAUGHT_ERROR          | 11
                error-caught-by-another-code             | UNCAUGHT_ERROR          | 12
                error-without-code                       | MISSING                 | 11
                exclusive-split-parallel-join            | DEADLOCK                | 11
                parallel-split-exclusive-join            | TWO_TOKENS              | 18
                parallel-split-into-one-task             | TWO_TOKENS              | 9
                join-with-loop-back                      | DEADLOCK                | 8
                join-across-interrupted-task             | DEADLOCK                | 14
                reminder-rejoins-task-flow               | TWO_TOKENS              | 13
                message-that-can-come-twice              | TWO_TOKENS              | 13
                loop-without-exit                        | CANNOT_END              | 16
                island                                   | UNREACHABLE             | 10
                error-no-step-can-throw                  | UNREACHABLE             | 15
                approval-at-once                         | APPROVAL_WITHOUT_REVIEW | 8
                approval-under-another-id                | APPROVAL_WITHOUT_REVIEW | 8
                review-can-be-skipped                    | APPROVAL_WITHOUT_REVIEW | 19
                review-after-approval                    | APPROVAL_WITHOUT_REVIEW | 8
                review-runs-out-of-time                  | APPROVAL_WITHOUT_REVIEW | 21
                reminder-approves                        | APPROVAL_WITHOUT_REVIEW | 21
                approval-beside-review                   | APPROVAL_WITHOUT_REVIEW | 19
                review-without-slots                     | APPROVAL_WITHOUT_REVIEW | 9
                review-by-count                          | APPROVAL_WITHOUT_REVIEW | 13
                review-under-another-id                  | APPROVAL_WITHOUT_REVIEW | 18
                error-by-code-approves                   | APPROVAL_WITHOUT_REVIEW | 22
                step-called-review                       | APPROVAL_WITHOUT_REVIEW | 9
                error-skips-review                       | APPROVAL_WITHOUT_REVIEW | 29
                """)
        @Timeout(60) // a gate that hangs, not one on a busy machine
        void isNamedByRuleAndLine(String file, Rule rule, int line) throws IOException {
            FILES.add(file + ".bpmn20.xml");
            RULES.add(rule);

            assertThat(
                            refusalOf(
                                            Files.readAllBytes(
                                                    DIAGRAMS.resolve(
                                                            "refused/" + file + ".bpmn20.xml")))
                                    .findings()
                                    .getFirst())
                    .returns(rule, Finding::rule)
                    .returns(line, Finding::line);
        }

        @AfterAll
        static void coversEveryFileAndRule() throws IOException {
            System.out.printf(
                    "Process gate: %d diagrams refused under %d of %d rules%n",
                    FILES.size(), RULES.size(), Rule.values().length);
            assertThat(FILES).isEqualTo(filesIn("refused"));
            assertThat(RULES).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(GENERATED)));
        }
    }

    @Nested
    class AnAcceptedDiagram {

        static Stream<Path> diagrams() throws IOException {
            var all =
                    Stream.concat(
                                    filesIn("accepted").stream()
                                            .map(DIAGRAMS.resolve("accepted")::resolve),
                                    Stream.of(EditorialReviewDiagramTests.FILE))
                            .toList();
            System.out.printf("Process gate: %d diagrams accepted%n", all.size());
            return all.stream();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void isDeployedAsItWasRead(Path file) throws IOException, RefusedProcess {
            assertThat(gate.check(Files.readAllBytes(file)).xml())
                    .isEqualTo(Files.readString(file));
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void isValidForTheEngineToo(Path file) throws IOException {
            var model = EditorialReviewDiagramTests.asTheEngineReads(Files.readAllBytes(file));

            assertThat(EditorialReviewDiagramTests.errors(model)).isEmpty();
        }
    }

    /** What is too large to keep in a folder. */
    @Nested
    class AFileMeantToExhaustTheReader {

        @Test
        void isNotParsedWhenTooLarge() {
            var file = new byte[50 * 1024 * 1024];
            Arrays.fill(file, (byte) '<');

            assertThat(refusedInTime(file)).isEqualTo(Rule.TOO_LARGE);
        }

        @Test
        void isReadOnlyAsDeepAsDiagramsAre() {
            var file = "<definitions>".repeat(10_000) + "</definitions>".repeat(10_000);

            assertThat(refusedInTime(file.getBytes(UTF_8), 1_000_000)).isEqualTo(Rule.TOO_DEEP);
        }

        @Test
        void isReadInOneEncodingOnly() {
            assertThat(refusedInTime("<definitions/>".getBytes(UTF_16))).isEqualTo(Rule.NOT_UTF_8);
        }

        @Test
        void isNotPlayedToTheEndWhenTooManySituationsArePossible() {
            assertThat(refusedInTime(parallelTasks(15))).isEqualTo(Rule.TOO_COMPLEX);
        }

        @Test
        void isPlayedWhileTheSituationsCanBeCounted() {
            assertThatCode(() -> gate.check(parallelTasks(8))).doesNotThrowAnyException();
        }

        private Rule refusedInTime(byte[] file) {
            return refusedInTime(file, GateRules.MAX_BYTES);
        }

        private Rule refusedInTime(byte[] file, int maxBytes) {
            // finds a gate that never ends; how fast it is depends on the machine
            var refusal =
                    assertTimeoutPreemptively(
                            Duration.ofMinutes(1),
                            () -> refusalOf(new ProcessGate(rulesWith(maxBytes)), file));
            return refusal.findings().getFirst().rule();
        }

        /** 3^n situations: each branch is before, at or behind its task. */
        private static byte[] parallelTasks(int n) {
            var branches =
                    IntStream.range(0, n)
                            .mapToObj(
                                    i ->
                                            """
                                            <userTask id="read%1$d" flowable:candidateGroups="CHIEF_EDITOR"/>
                                            <sequenceFlow id="toRead%1$d" sourceRef="fork" targetRef="read%1$d"/>
                                            <sequenceFlow id="toJoin%1$d" sourceRef="read%1$d" targetRef="join"/>
                                            """
                                                    .formatted(i))
                            .collect(Collectors.joining());
            return """
                   <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="t">
                     <process id="round" isExecutable="true">
                       <startEvent id="submitted"/>
                       <sequenceFlow id="toFork" sourceRef="submitted" targetRef="fork"/>
                       <parallelGateway id="fork"/>
                       %s
                       <parallelGateway id="join"/>
                       <sequenceFlow id="toDone" sourceRef="join" targetRef="done"/>
                       <endEvent id="done"/>
                     </process>
                   </definitions>
                   """
                    .formatted(branches)
                    .getBytes(UTF_8);
        }
    }

    @Nested
    class AFileThatRefersToAnother {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE a SYSTEM '%s'><a/>",
                    "<!DOCTYPE a [<!ENTITY % remote SYSTEM '%s'> %remote;]><a/>",
                    "<!DOCTYPE a [<!ENTITY remote SYSTEM '%s'>]><a>&remote;</a>",
                    "<?xml-stylesheet href='%s'?><a/>",
                    "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='%s'/>",
                    "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:schemaLocation='a %s'/>"
                })
        void isRefusedWithoutAskingForIt(String file) throws IOException {
            var asked = new AtomicBoolean();
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.startVirtualThread(() -> hangUp(server, asked));

                refusalOf(
                        file.replace("%s", "http://127.0.0.1:" + server.getLocalPort() + "/")
                                .getBytes(UTF_8));
            }
            assertThat(asked).isFalse();
        }

        /** Whoever asks waits for the answer, so {@code asked} is set before they go on; and asks again. */
        private static void hangUp(ServerSocket server, AtomicBoolean asked) {
            while (!server.isClosed()) {
                try (var _ = server.accept()) {
                    asked.set(true);
                } catch (IOException closed) {
                    return;
                }
            }
        }
    }

    @Nested
    class TheRules {

        @Test
        void refuseAVariableThatWouldHideAStep() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(
                            () ->
                                    new GateRules(
                                            Words.STEPS,
                                            Set.of(),
                                            Set.of("approveArticle"),
                                            Set.of(),
                                            Set.of(),
                                            "approveArticle",
                                            "review",
                                            1,
                                            1,
                                            1))
                    .withMessageContaining("would hide it");
        }

        @Test
        void nameAStepThatApproves() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(
                            () ->
                                    new GateRules(
                                            Set.of("checkDesk"),
                                            Set.of(),
                                            Set.of(),
                                            Set.of(),
                                            Set.of(),
                                            "approveArticle",
                                            "review",
                                            1,
                                            1,
                                            1))
                    .withMessageContaining("not one of the steps");
        }
    }

    @Test
    void reportsEveryFindingOfAStageByLine() {
        var file =
                """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="round" isExecutable="true" speed="high">
                    <scriptTask id="run"/>
                    <callActivity id="call"/>
                  </process>
                </definitions>
                """;

        assertThat(refusalOf(file.getBytes(UTF_8)))
                .hasMessage(
                        """
                        line 2, round: process has no attribute speed here [ATTRIBUTE_NOT_ALLOWED]
                        line 3, run: scriptTask is not an element we run [ELEMENT_NOT_ALLOWED]
                        line 4, call: callActivity is not an element we run [ELEMENT_NOT_ALLOWED]""");
    }

    private RefusedProcess refusalOf(byte[] file) {
        return refusalOf(gate, file);
    }

    private static RefusedProcess refusalOf(ProcessGate gate, byte[] file) {
        var refusal = catchThrowableOfType(RefusedProcess.class, () -> gate.check(file));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    private static GateRules rulesWith(int maxBytes) {
        var rules = Words.RULES;
        return new GateRules(
                rules.steps(),
                rules.repeatableSteps(),
                rules.variables(),
                rules.collections(),
                rules.candidateGroups(),
                rules.approvingStep(),
                rules.reviewTask(),
                maxBytes,
                rules.maxDepth(),
                rules.maxStates());
    }

    private static Set<String> filesIn(String folder) throws IOException {
        try (var files = Files.list(DIAGRAMS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
