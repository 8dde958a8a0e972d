package org.agate.orchestrator.cli;

import java.nio.file.Path;
import org.agate.robot.broker.Broker;
import org.agate.robot.broker.TlsIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which broker a command of one device speaks to, and as whom.
final class BrokerOptions {

    @Option(names = "--broker", paramLabel = "URL", required = true, description = "such as tcp://127.0.0.1:1883")
    private String url = "";

    @Option(names = "--tls", paramLabel = "DIR", description = "folder with client.p12, authority.crt and password")
    private @Nullable Path tls;

    Broker broker() {
        return new Broker(url, tls == null ? null : TlsIdentity.in(tls));
    }
}
