package org.agate.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What Agate is given at start.
@ConfigMapping(prefix = "agate")
public interface AgateConfig {

    /// Where everything is kept.
    Path data();

    /// Folder of workflow files; filled with the shipped ones when it has none.
    Path workflows();

    /// Folder of the measured tables that campaigns may read; nothing outside of it is read for anybody.
    Path tables();

    /// What every request must carry when the server can be reached from other machines.
    Optional<String> token();

    /// Names that this server is called by, besides its address and its machine's name.
    Optional<List<String>> allowedHosts();

    /// File that keeps the last entry of the log beside the database; none for a database in memory.
    Optional<Path> logHead();

    /// A broker to use instead of the embedded one, such as `tcp://lab:1883`.
    Optional<String> broker();

    /// Folder with the orchestrator's certificate, for a broker that asks for one.
    Optional<Path> tls();

    /// Makes all tables again from the log, and ends.
    @WithDefault("false")
    boolean rebuild();

    /// How long a person has to decide about a command whose outcome cannot be proved, lab time; then the step
    /// fails and the sample stays in quarantine.
    @WithDefault("PT8H")
    Duration promptPatience();

    /// How long a run may be CANCELING or ABORTING, or a device drained for a person, before people are told; lab time.
    @WithDefault("PT4H")
    Duration transitionPatience();

    /// How many runs are under way at the same time, those of campaigns included, before an ordered one waits.
    @WithDefault("12")
    int inFlight();

    /// Devices that reach into the same space, so that only one of them may move at a time: `arm-1+arm-2`.
    Optional<List<String>> sharedSpaces();

    /// How many runs of one project are under way at the same time, before an ordered one of it waits.
    @WithDefault("1000")
    int projectQuota();

    /// By how much this server's wall clock is off, such as `PT-1H`: for trials of a clock that is set.
    @WithDefault("PT0S")
    Duration wallOffset();

    /// The controller's name on the wire.
    @WithDefault("main")
    String controller();

    /// Where the embedded broker listens.
    Mqtt mqtt();

    /// The embedded virtual laboratory.
    Lab lab();

    /// Where the embedded broker listens.
    interface Mqtt {
        String host();

        int port();
    }

    /// The embedded virtual laboratory.
    interface Lab {
        boolean embedded();

        /// A shipped one by name, or a file.
        String scenario();

        long seed();

        /// Lab seconds per wall second.
        double rate();

        /// How long lab time waits for a device or an orchestrator that has not finished with the present moment.
        @WithDefault("PT2S")
        Duration patience();

        /// Folder of labelled photographs, for a scenario that shows some.
        Optional<Path> photos();
    }
}
