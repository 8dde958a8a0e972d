package org.agate.robot.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests whose whole answer must come in time and be no larger than agreed. Thread-safe.
///
/// The timeout of Java's own client ends with the headers: a peer that stops in the middle of the body holds its caller
/// for ever, and one that never ends fills the memory.
public final class BoundedHttp implements AutoCloseable {

    private final Duration patience;
    private final long mostBytes;
    private final HttpClient http;

    /// @param patience for a whole exchange
    /// @param mostBytes of an answer's body
    public BoundedHttp(Duration patience, long mostBytes) {
        this.patience = patience;
        this.mostBytes = mostBytes;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// @throws HttpTimeoutException when it is not whole in time
    /// @throws IOException when it cannot be had, or is too large
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.limiting(body, mostBytes));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within %d ms".formatted(patience.toMillis()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e.getCause());
        } finally {
            // Also when interrupted: the connection of an exchange that nobody waits for is given back.
            answer.cancel(true);
        }
    }

    /// Ends also what still runs.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
