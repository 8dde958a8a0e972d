package org.agate.orchestrator.asktell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Optimizer;
import org.agate.orchestrator.campaign.TableMalformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list of candidates goes round: proposed, measured elsewhere, written back into the file.
class CandidateFileTest {

    private static final Optimizer.Settings SETTINGS = new Optimizer.Settings(Goal.MAXIMIZE, 4, 1);

    @TempDir
    Path folder;

    private static double measure(double x1, double x2) {
        return 5 - Math.pow(x1 - 2.8, 2) - Math.pow(x2 - 1.2, 2);
    }

    private List<String> grid() {
        var lines = new ArrayList<>(List.of("x1,x2,objective1"));
        for (int i = 0; i <= 10; i++) {
            for (int j = 0; j <= 10; j++) {
                lines.add("%s,%s,".formatted(0.4 * i, 0.4 * j));
            }
        }
        return lines;
    }

    @Test
    void theBestCandidateOfAListIsFoundByReadingAndWritingFiles() throws IOException {
        var candidates = folder.resolve("candidates.csv");
        var proposals = folder.resolve("proposals.csv");
        var lines = grid();
        double best = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < 8; round++) {
            Files.write(candidates, lines);
            var file = CandidateFile.read(candidates);
            file.write(file.propose(SETTINGS, 2), proposals);
            var written = Files.readAllLines(proposals);
            assertThat(written).hasSize(3).first().isEqualTo("actions,x1,x2");
            for (var line : written.subList(1, 3)) {
                var cells = line.split(",");
                int row = Integer.parseInt(cells[0]);
                assertThat(lines.get(row + 1)).isEqualTo(cells[1] + "," + cells[2] + ",");
                double value = measure(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
                best = Math.max(best, value);
                lines.set(row + 1, lines.get(row + 1) + value);
            }
        }
        assertThat(best).isGreaterThan(4.8);
    }

    @Test
    void noMoreIsProposedThanThereIs() throws IOException {
        var candidates = folder.resolve("candidates.csv");
        Files.write(candidates, List.of("a,b,y", "1,2,7.5", "1,3,", "2,2,nan"));
        var proposals = CandidateFile.read(candidates).propose(SETTINGS, 5);
        assertThat(proposals).extracting(CandidateFile.Proposal::row).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aFileThatIsNoListOfCandidatesIsRefusedWithItsLine() throws IOException {
        var candidates = folder.resolve("candidates.csv");
        Files.write(candidates, List.of("a,b,y", "1,hot,7.5"));
        assertThatThrownBy(() -> CandidateFile.read(candidates))
                .isInstanceOf(TableMalformed.class)
                .hasMessageContaining(":2")
                .hasMessageContaining("hot");
        Files.write(candidates, List.of("a", "1"));
        assertThatThrownBy(() -> CandidateFile.read(candidates)).hasMessageContaining("objective");
    }
}
