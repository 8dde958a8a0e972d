package org.agate.robot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedHttpTest {

    private static final int MOST = 1_000;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    BoundedHttpTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/whole", exchange -> {
            exchange.sendResponseHeaders(200, MOST);
            exchange.getResponseBody().write(new byte[MOST]);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, MOST + 1);
            exchange.getResponseBody().write(new byte[MOST + 1]);
            exchange.close();
        });
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, MOST);
            exchange.getResponseBody().write(new byte[MOST / 2]);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private byte[] got(BoundedHttp http, String path) throws IOException, InterruptedException {
        var url = "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void aWholeAnswerIsGiven() throws IOException, InterruptedException {
        try (var http = new BoundedHttp(Duration.ofMinutes(1), MOST)) {
            assertThat(got(http, "/whole")).hasSize(MOST);
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleOfItsBodyIsGivenUp() {
        try (var http = new BoundedHttp(Duration.ofMillis(300), MOST)) {
            assertThatThrownBy(() -> got(http, "/stalls")).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsGivenUp() {
        try (var http = new BoundedHttp(Duration.ofMinutes(1), MOST)) {
            assertThatThrownBy(() -> got(http, "/large")).isInstanceOf(IOException.class);
        }
    }
}
