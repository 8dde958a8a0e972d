package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.robot.broker.Broker;
import org.agate.sim.broker.EmbeddedBroker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `agate lab`.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        subcommands = VerifyCommand.class,
        description = "Run the broker and the simulated lab alone, until Ctrl-C. With --broker only the lab.")
final class LabCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(
            names = "--scenario",
            defaultValue = "cspbbr3",
            description =
                    "a shipped one or a YAML file (default: ${DEFAULT-VALUE}): cspbbr3, mix, salt-sugar, polymorph, furnace-batch, big-lab")
    private String scenario = "cspbbr3";

    @Option(
            names = "--photos",
            paramLabel = "DIR",
            description = "labelled photographs, for a scenario whose camera shows some")
    private @Nullable Path photos;

    @Override
    public Integer call() throws InterruptedException {
        shared.check(false, true);
        var which = Laboratories.find(scenario, Optional.ofNullable(photos));
        // What the scenario's file says counts, unless the command line says otherwise.
        var given = spec.commandLine().getParseResult();
        var ownSeed = which.scenario().seed();
        var ownRate = which.scenario().rate();
        long seed = ownSeed == null || given.hasMatchedOption("--seed") ? shared.seed : ownSeed;
        double rate = ownRate == null || given.hasMatchedOption("--rate") ? shared.rate : ownRate;
        var folder = shared.data.toAbsolutePath();
        var broker = shared.broker == null
                ? EmbeddedBroker.start(
                        "127.0.0.1",
                        shared.mqttPort,
                        folder.resolve("broker"),
                        which.scenario().messageFaults(seed).orElse(null))
                : null;
        var lab = which.start(Broker.at(shared.brokerUrl()), folder.resolve("lab"), seed, rate, Clock.systemUTC());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            lab.close();
            if (broker != null) {
                broker.close();
            }
            ended.countDown();
        }));
        System.out.printf(
                "Lab %s on %s at rate %.0f (SIMULATED). Point a server at it: ./agate up --broker %s   (Ctrl-C ends)%n",
                scenario, shared.brokerUrl(), rate, shared.brokerUrl());
        ended.await();
        return 0;
    }
}
