package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many reviewers reach for the same tasks at the same moment. */
@SystemTest
class ClaimRaceTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @Autowired Invariants invariants;

    @Test
    void giveEachTaskOneHolderAndTellTheOthersWho() {
        race(100, 16);
    }

    @Test
    @Tag("full")
    void giveEachTaskOneHolderWhenWholeBoardsReach() {
        race(1_000, 32);
    }

    private void race(int tasks, int reviewers) {
        var board = board(reviewers);
        for (var round = 0; round < tasks / 2; round++) {
            var article = story.article().submit();
            var slots = List.of(article.task(0), article.task(1));
            var winners =
                    raceFor(slots, board).stream()
                            .map(task -> task.get("holder").get("username").asString())
                            .toList();
            assertThat(winners).doesNotHaveDuplicates().hasSize(2);
            assertThat(article.tasks())
                    .extracting(task -> task.get("holder").get("username").asString())
                    .isEqualTo(winners);
            assertThat(slots.stream().map(this::assigneeInTheEngine)).isEqualTo(winners);
            assertThat(article.actions()).filteredOn("CLAIMED"::equals).hasSize(2);
        }
        invariants.hold();
        System.out.printf(
                "Claim race: %,d tasks × %d reviewers, one holder each%n", tasks, reviewers);
    }

    private record Try(String task, String reviewer, Api.Answer answer) {}

    /** Everybody claims every slot at once. Returns the tasks as their winners got them, in the order of the slots. */
    private List<tools.jackson.databind.JsonNode> raceFor(List<String> slots, List<String> board) {
        var claims = new ArrayList<Callable<Try>>();
        for (var task : slots) {
            for (var reviewer : board) {
                claims.add(
                        () ->
                                new Try(
                                        task,
                                        reviewer,
                                        api.as(reviewer, "/tasks/" + task + "/claim").post()));
            }
        }
        var tries = Together.all(claims);
        var won = tries.stream().filter(attempt -> attempt.answer().status() == 200).toList();
        assertThat(won).extracting(Try::task).containsExactlyElementsOf(slots);
        tries.stream()
                .filter(attempt -> attempt.answer().status() != 200)
                .forEach(lost -> assertThatTheLoserIsTold(lost, won));
        return won.stream().map(winner -> winner.answer().json()).toList();
    }

    private static void assertThatTheLoserIsTold(Try lost, List<Try> won) {
        var problem = lost.answer().expect(409).json();
        var type = problem.get("type").asString();
        if (type.equals("/problems/one-slot-per-round")) {
            assertThat(won)
                    .anyMatch(
                            other ->
                                    other.reviewer().equals(lost.reviewer())
                                            && !other.task().equals(lost.task()));
            return;
        }
        assertThat(type).isEqualTo("/problems/task-already-claimed");
        var winner =
                won.stream().filter(other -> other.task().equals(lost.task())).findFirst().get();
        assertThat(problem.get("holder").get("username").asString()).isEqualTo(winner.reviewer());
        assertThat(problem.get("since").asString()).isNotBlank();
    }

    private String assigneeInTheEngine(String task) {
        return jdbc.sql(
                        "SELECT e.ASSIGNEE_ FROM ACT_RU_TASK e JOIN review_task t ON t.engine_step = e.ID_ WHERE t.id = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private List<String> board(int reviewers) {
        var board = IntStream.range(0, reviewers).mapToObj(number -> "racer-" + number).toList();
        board.forEach(
                name -> {
                    Cast.account(
                            people,
                            name,
                            "Dr " + name,
                            Set.of(Role.REVIEWER),
                            Set.of("oncology"),
                            false);
                    api.token(name);
                });
        return board;
    }
}
