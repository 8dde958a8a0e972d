package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import org.agate.orchestrator.chaos.CuttingProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The network to the database breaks while something is kept.
class CutCommitOnPostgresIT {

    private static final int ROUNDS = Integer.getInteger("agate.cuts", 5);

    @TempDir
    private Path folder;

    /// Another commit of the server may be the one that was cut: then it says that nothing is begun, and to ask again.
    private static JsonNode told(LabUnderTest lab, int value) {
        var result = "{\"recipe\":{\"a\":%d},\"value\":%d}".formatted(value, value);
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> lab.post("/optimizers/cut/tell", result),
                        answer -> answer.path("status").asInt() != 503);
    }

    @Test
    void whereverACommitIsCutEachResultIsKeptOnceAndItsSenderIsAnswered() throws Exception {
        var database = TestDatabase.Postgres.fresh();
        var address = java.net.URI.create(database.url().substring("jdbc:".length()));
        try (var proxy = new CuttingProxy(address.getPort());
                var lab = new LabUnderTest(folder)
                        .on(new TestDatabase.Postgres(
                                "jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0&sslmode=disable"
                                        .formatted(proxy.port(), address.getPath())))
                        .with("agate.lab.embedded", "false")
                        .with("agate.broker", "tcp://127.0.0.1:1")
                        .start()) {
            lab.put(
                    "/optimizers/cut",
                    "{\"goal\":\"MAXIMIZE\",\"parameters\":"
                            + "[{\"type\":\"continuous\",\"name\":\"a\",\"lower\":0,\"upper\":1000}]}");
            int told = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (var cut : CuttingProxy.Cut.values()) {
                    proxy.cut(cut);
                    var answer = told(lab, told);
                    told++;
                    assertThat(answer.path("observations"))
                            .as("%s: %s", cut, answer)
                            .hasSize(told);
                }
            }
            assertThat(proxy.cuts()).isEqualTo(ROUNDS * CuttingProxy.Cut.values().length);
            var values = new HashSet<Integer>();
            lab.get("/optimizers/cut")
                    .path("observations")
                    .forEach(each -> values.add(each.path("value").asInt()));
            assertThat(values).hasSize(told);
            assertThat(lab.get("/events/audit").path("fault").isNull()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("Request failed");
    }
}
