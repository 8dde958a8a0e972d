package org.agate.orchestrator.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.agate.orchestrator.web.RequestRules.Refusal;
import org.agate.orchestrator.web.RequestRules.Request;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Stands before every route: API, pages, health and metrics.
@ApplicationScoped
public class RequestGate {

    private static final int FIRST = -10_000;
    private static final String COOKIE = "agate-token";
    private static final String BEARER = "Bearer ";

    private final RequestRules rules;

    RequestGate(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "agate.allowed-hosts") Optional<List<String>> allowed,
            @ConfigProperty(name = "agate.token") Optional<String> token) {
        var hosts = new HashSet<>(allowed.orElse(List.of()));
        hosts.add(host);
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine without a name is called by its address.
            hosts.add("127.0.0.1");
        }
        this.rules = new RequestRules(hosts, token);
    }

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(this::look);
    }

    private void look(RoutingContext context) {
        var request = context.request();
        var given = context.queryParams().get("token");
        if (rules.isToken(given)) {
            // Opened once with the token, a browser keeps it where no script can read it.
            context.response()
                    .addCookie(Cookie.cookie(COOKIE, given)
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.STRICT)
                            .setPath("/"));
        }
        var refusal = rules.refusal(new Request(
                request.method().name(),
                context.normalizedPath(),
                host(request),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                hasBody(
                        request.getHeader(HttpHeaders.CONTENT_LENGTH),
                        request.getHeader(HttpHeaders.TRANSFER_ENCODING)),
                given != null ? given : credential(context)));
        if (refusal.isEmpty()) {
            context.next();
        } else {
            refuse(context, refusal.get());
        }
    }

    /// HTTP/2 says it in `:authority`.
    private static @Nullable String host(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.HOST);
        var authority = request.authority();
        return header != null || authority == null ? header : authority.host();
    }

    private static boolean hasBody(@Nullable String length, @Nullable String encoding) {
        return encoding != null || length != null && !length.equals("0");
    }

    private static @Nullable String credential(RoutingContext context) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            return header.substring(BEARER.length());
        }
        var cookie = context.request().getCookie(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private static void refuse(RoutingContext context, Refusal refusal) {
        context.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("status", refusal.status())
                        .put("code", refusal.code())
                        .put("detail", refusal.detail())
                        .put("advice", refusal.advice())
                        .encode());
    }
}
