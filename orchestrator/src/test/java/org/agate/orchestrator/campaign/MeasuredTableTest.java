package org.agate.orchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.orchestrator.campaign.CampaignPlan.TableSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTableTest {

    @TempDir
    Path folder;

    private MeasuredTable read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("table.csv"), text);
        return MeasuredTable.read(new TableSource(file.toString(), "y", false, List.of()));
    }

    @Test
    void columnsThatAddUpAreAMixtureAndOthersAreVariedOneByOne() throws IOException {
        assertThat(read("a,b,y\n40,60,1\n70,30.1,2\n").space().parameters())
                .singleElement()
                .isInstanceOf(Mixture.class);
        assertThat(read("a,b,y\n40,60,1\n70,50,2\n").space().parameters())
                .containsExactly(new Continuous("a", "1", 40, 70), new Continuous("b", "1", 50, 60));
    }

    @Test
    void statisticsColumnsAreNoInputs() throws IOException {
        assertThat(read("a,b,y,n_rep,sd_y\n1,5,1,3,0.1\n2,5,2,3,0.1\n").space().keys())
                .containsExactly("a", "b");
    }

    @Test
    void replicatesGiveTheNoiseAndAreUsedOneAfterTheOther() throws IOException {
        var table = read("a,b,y\n1,5,10\n1,5,14\n2,9,3\n2,9,3\n");
        var first = table.rows().getFirst();
        assertThat(first.standardDeviation()).isCloseTo(2, within(1e-12));
        assertThat(table.without(List.of(first.recipe())).getFirst().value()).isEqualTo(14);
        assertThat(table.without(List.of(first.recipe(), first.recipe()))).hasSize(2);
    }

    @Test
    void aRowIsAsUncertainAsItsOwnColumnSays() throws IOException {
        var rows = read("a,b,y,sd_y\n1,5,10,0.3\n2,9,3,0.1\n3,9,3,\n").rows();
        assertThat(rows).extracting(MeasuredTable.Row::standardDeviation).containsExactly(0.3, 0.1, 0.0);
    }

    @Test
    void meansOfReplicatesArePooledAndAsUncertainAsTheirNumberSays() throws IOException {
        // Two degrees of freedom with variance 4, six with variance 0: pooled variance 1.
        var rows = read("a,b,y,n_rep,sd_y\n1,5,10,3,2\n2,9,3,7,0\n3,9,3,1,0\n").rows();
        assertThat(rows.get(0).standardDeviation()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-12));
        assertThat(rows.get(1).standardDeviation()).isCloseTo(Math.sqrt(1 / 7.0), within(1e-12));
        assertThat(rows.get(2).standardDeviation()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatATableDoesNotSayIsNoZero() throws IOException {
        var rows = read("a,b,y,n_rep,sd_y\n1,5,10,3,2\n2,9,3,3,NA\n3,9,3,3,\n4,9,3,,1\n")
                .rows();
        assertThat(rows.get(0).standardDeviation()).isCloseTo(Math.sqrt(4 / 3.0), within(1e-12));
        assertThat(rows.subList(1, 4)).allMatch(row -> row.standardDeviation() == 0);
    }

    @Test
    void aNegativeUncertaintyIsRefusedByItsLine() {
        assertThatThrownBy(() -> read("a,b,y,sd_y\n1,5,10,1\n2,9,3,-1\n"))
                .hasMessageContaining("table.csv:3")
                .hasMessageContaining("sd_y");
        assertThatThrownBy(() -> read("a,b,y,n_rep,sd_y\n1,5,10,0,1\n2,9,3,1,1\n"))
                .hasMessageContaining("table.csv:2")
                .hasMessageContaining("n_rep");
    }

    @Test
    void everyFaultNamesFileAndLine() {
        assertThatThrownBy(() -> read("a,b,y\n1,2,3\n1,2\n"))
                .hasMessageContaining("table.csv:3")
                .hasMessageContaining("2 cells");
        assertThatThrownBy(() -> read("a,b,y\n1,x,3\n4,5,6\n"))
                .hasMessageContaining("table.csv:2")
                .hasMessageContaining("(x)");
        assertThatThrownBy(() -> read("a,b,z\n1,2,3\n"))
                .hasMessageContaining("table.csv:1")
                .hasMessageContaining("(y)");
        assertThatThrownBy(() -> read("a,b,y\n1,2,NaN\n1,2,3\n")).hasMessageContaining("table.csv:2");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    }
}
