package org.agate.orchestrator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import org.apache.camel.quarkus.main.CamelMainApplication;

/// Where the server starts.
@QuarkusMain
public final class Server {

    private Server() {}

    public static void main(String[] args) {
        useOneNotation();
        Quarkus.run(CamelMainApplication.class, args);
    }

    /// Addresses, ids, file names and the kept head of the log are written with `%d` and `%s`: they have the same
    /// digits on every machine, whatever language its people speak.
    public static void useOneNotation() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }
}
