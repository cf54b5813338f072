package org.imprimatur.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.imprimatur.audit.RememberedApprovals.Approval;
import org.imprimatur.log.Hasher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedApprovalsTests {

    private static final UUID ARTICLE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @TempDir Path folder;
    Path file;
    RememberedApprovals approvals;

    @BeforeEach
    void beginWithNothing() {
        file = folder.resolve(RememberedApprovals.FILE);
        approvals = new RememberedApprovals(folder);
    }

    @Test
    void areTheNewestOfEachArticle() {
        assertThat(approvals.newest(List.of(ARTICLE))).isEmpty();

        approvals.add(List.of(approval(3, ARTICLE), approval(5, OTHER), approval(9, ARTICLE)));
        approvals.add(List.of(approval(7, ARTICLE)));

        assertThat(approvals.newest(List.of(ARTICLE, ARTICLE)).values())
                .containsExactly(approval(9, ARTICLE));
        assertThat(approvals.newest(List.of(OTHER)).values()).containsExactly(approval(5, OTHER));
        assertThat(approvals.at(7)).contains(approval(7, ARTICLE));
        assertThat(approvals.at(8)).isEmpty();
    }

    @Test
    void areReadByWhoeverComesLaterOrIsThereAlready() {
        var reader = new RememberedApprovals(folder);
        assertThat(reader.newest(List.of(ARTICLE))).isEmpty();

        approvals.add(List.of(approval(3, ARTICLE)));
        assertThat(reader.newest(List.of(ARTICLE)).values()).containsExactly(approval(3, ARTICLE));

        reader.add(List.of(approval(4, ARTICLE)));
        approvals.add(List.of(approval(6, OTHER)));
        assertThat(new RememberedApprovals(folder).newest(List.of(ARTICLE, OTHER)).values())
                .containsExactlyInAnyOrder(approval(4, ARTICLE), approval(6, OTHER));
    }

    /** The power went before it was on disk, so nothing over it was signed. */
    @Test
    void areNotThoseOfALineWithoutEnd() throws IOException {
        approvals.add(List.of(approval(3, ARTICLE)));
        var torn = "9 " + ARTICLE.toString().substring(0, 20);
        Files.write(file, torn.getBytes(US_ASCII), StandardOpenOption.APPEND);

        var later = new RememberedApprovals(folder);
        assertThat(later.newest(List.of(ARTICLE)).values()).containsExactly(approval(3, ARTICLE));
        later.add(List.of(approval(9, ARTICLE)));

        assertThat(Files.readString(file)).doesNotContain(torn + "9");
        assertThat(approvals.newest(List.of(ARTICLE)).values())
                .containsExactly(approval(9, ARTICLE));
    }

    @Test
    void areThoseBeforeADamagedLineAndCanBeWrittenAnew() throws IOException {
        approvals.add(List.of(approval(3, ARTICLE), approval(4, OTHER), approval(5, ARTICLE)));
        for (var damage : List.of("4 ", "four", OTHER.toString().substring(0, 9), "\u00ff")) {
            var whole = Files.readString(file);
            Files.writeString(file, whole.replaceFirst("\n4 ", "\nx" + damage));

            var later = new RememberedApprovals(folder);
            assertThat(later.newest(List.of(ARTICLE, OTHER)).values())
                    .containsExactly(approval(3, ARTICLE));
            assertThat(later.at(5)).isEmpty();
            later.add(List.of(approval(4, OTHER), approval(5, ARTICLE)));

            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void areThoseOfTheFileThatLiesThereNow() throws IOException {
        approvals.add(List.of(approval(3, ARTICLE), approval(4, OTHER)));
        var another = Files.createDirectory(folder.resolve("another"));
        new RememberedApprovals(another)
                .add(List.of(approval(1, ARTICLE), approval(2, OTHER), approval(5, OTHER)));
        Files.move(
                another.resolve(RememberedApprovals.FILE),
                file,
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(approvals.newest(List.of(ARTICLE)).values())
                .containsExactly(approval(1, ARTICLE));

        Files.delete(file);
        assertThat(approvals.newest(List.of(ARTICLE, OTHER))).isEmpty();
    }

    @Test
    void areReadByNobodyElse() throws IOException {
        approvals.add(List.of(approval(3, ARTICLE)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static Approval approval(long seq, UUID article) {
        return new Approval(
                seq,
                article,
                Hasher.leaf(Long.toString(seq).getBytes(US_ASCII)),
                seq == 5 ? List.of() : List.of(seq - 2, seq - 1));
    }
}
