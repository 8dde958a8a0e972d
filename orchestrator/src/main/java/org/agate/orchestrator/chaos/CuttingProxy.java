package org.agate.orchestrator.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a server and its PostgreSQL, and cuts a connection at a chosen step of a commit.
///
/// It reads what the client sends as text, so statements must not be prepared (`prepareThreshold=0`).
public final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /// Where the next connection is cut, once.
    public enum Cut {
        /// A row was on its way to the database.
        BEFORE_INSERT("insert into", false),
        /// The row was written, its answer does not arrive.
        AFTER_INSERT("insert into", true),
        /// The commit was on its way: it does not happen.
        BEFORE_COMMIT("COMMIT", false),
        /// The commit happened, its answer does not arrive.
        AFTER_COMMIT("COMMIT", true);

        private final String statement;
        private final boolean done;

        Cut(String statement, boolean done) {
            this.statement = statement;
            this.done = done;
        }
    }

    private final ServerSocket listening;
    private final String host;
    private final int target;
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /// @param target port of the database on this machine
    public CuttingProxy(int target) {
        this("127.0.0.1", target);
    }

    /// @param host of the database
    CuttingProxy(String host, int target) {
        this.host = host;
        this.target = target;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// Where the server finds its database.
    public int port() {
        return listening.getLocalPort();
    }

    /// Cuts the next connection that comes to that step.
    public void cut(Cut where) {
        next.set(where);
    }

    /// Cuts no connection any more until told again.
    void spare() {
        next.set(null);
    }

    /// How many connections were cut.
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                // Closed, or the database is gone: its client sees that.
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            var database = new Socket(host, target);
            Thread.ofVirtual().start(() -> ask(client, database));
            Thread.ofVirtual().start(() -> answer(database, client));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void ask(Socket client, Socket database) {
        byte[] buffer = new byte[BUFFER];
        try (client;
                database) {
            var from = client.getInputStream();
            var to = database.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                var cut = next.get();
                if (cut != null
                        && new String(buffer, 0, read, ISO_8859_1).contains(cut.statement)
                        && next.compareAndSet(cut, null)) {
                    cuts.incrementAndGet();
                    if (!cut.done) {
                        return;
                    }
                    // What the database answers goes nowhere; it has done its work when it waits for more.
                    client.shutdownOutput();
                    to.write(buffer, 0, read);
                    to.flush();
                    database.shutdownOutput();
                    while (database.getInputStream().read(buffer) >= 0) {
                        // Nobody hears it.
                    }
                    return;
                }
                to.write(buffer, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            // One side is gone: so is the other.
            return;
        }
    }

    private static void answer(Socket database, Socket client) {
        byte[] buffer = new byte[BUFFER];
        try {
            var from = database.getInputStream();
            var to = client.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
            client.close();
        } catch (IOException e) {
            // One side is gone: so is the other.
            return;
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
