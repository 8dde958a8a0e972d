package org.agate.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// What Agate is given at start.
@ConfigMapping(prefix = "agate")
public interface AgateConfig {

    /// Where everything is kept.
    Path data();

    /// Folder of workflow files; filled with the shipped ones when it has none.
    Path workflows();

    /// A broker to use instead of the embedded one, such as `tcp://lab:1883`.
    Optional<String> broker();

    /// Folder with the orchestrator's certificate, for a broker that asks for one.
    Optional<Path> tls();

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

        /// Folder of labelled photographs, for a scenario that shows some.
        Optional<Path> photos();
    }
}
