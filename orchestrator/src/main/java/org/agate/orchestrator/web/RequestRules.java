package org.agate.orchestrator.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides which requests are answered at all, from what a browser or program says of them.
///
/// A page of another site, and a name that was turned to this machine's address (DNS rebinding), must not act here.
///
/// @param hosts names that this server is called by
/// @param token that every request must carry; empty where only this machine can send one
public record RequestRules(Set<String> hosts, Optional<String> token) {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String STOP = "/api/v1/stop";
    private static final String FILES = "/api/v1/files/";
    private static final String HEALTH = "/health";
    private static final Set<String> OTHER_BODIES =
            Set.of("/api/v1/workflows/validate", "/api/v1/inferences", "/api/v1/models", "/api/v1/frames");

    public RequestRules {
        hosts = Stream.concat(hosts.stream(), LOCAL.stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What is looked at.
    ///
    /// @param host with or without a port
    /// @param site what a browser says of where the request comes from
    /// @param credential a bearer token or the cookie; null for none
    public record Request(
            String method,
            String path,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            @Nullable String contentType,
            boolean hasBody,
            @Nullable String credential) {

        private boolean changes() {
            return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        }
    }

    /// A refusal as problem+json has it.
    public record Refusal(int status, String code, String detail, String advice) {}

    /// Why a request is refused; empty when it is answered.
    public Optional<Refusal> refusal(Request request) {
        return host(request)
                .or(() -> foreign(request))
                .or(() -> unauthorized(request))
                .or(() -> body(request));
    }

    private Optional<Refusal> host(Request request) {
        var name = name(request.host());
        return hosts.contains(name)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        421,
                        "request.host",
                        "This server is not called (%s).".formatted(name),
                        "Maybe use its address, or add the name to agate.allowed-hosts."));
    }

    private Optional<Refusal> foreign(Request request) {
        boolean foreign = request.origin() != null && !hosts.contains(origin(request.origin()))
                || "cross-site".equals(request.site());
        return request.changes() && foreign
                ? Optional.of(new Refusal(
                        403,
                        "request.origin",
                        "A page of another site (%s) wants to act here.".formatted(request.origin()),
                        "Maybe open the dashboard itself."))
                : Optional.empty();
    }

    /// A stop is taken from everybody who reaches the server; devices put files by the hash of their content.
    private Optional<Refusal> unauthorized(Request request) {
        boolean open = request.path().equals(STOP) && request.changes()
                || request.path().startsWith(FILES) && request.method().equals("PUT")
                || request.path().startsWith(HEALTH);
        if (token.isEmpty() || open || isToken(request.credential())) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                401,
                "request.token",
                "This server asks for a token.",
                "Maybe send Authorization: Bearer TOKEN, or open /?token=TOKEN once in a browser."));
    }

    /// Compared in the same time wherever they differ.
    boolean isToken(@Nullable String credential) {
        return credential != null
                && token.isPresent()
                && MessageDigest.isEqual(
                        credential.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
    }

    /// A form of another site can send text, but not JSON.
    private static Optional<Refusal> body(Request request) {
        var path = request.path();
        boolean api = path.startsWith("/api/") && !path.equals(STOP) && !path.startsWith(FILES);
        if (!api
                || !request.changes()
                || !request.hasBody()
                || OTHER_BODIES.stream().anyMatch(path::startsWith)
                || String.valueOf(request.contentType())
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/json")) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                415,
                "request.content-type",
                "The body is (%s), not JSON.".formatted(request.contentType()),
                "Maybe add the header Content-Type: application/json."));
    }

    private static String name(@Nullable String host) {
        var text = String.valueOf(host).toLowerCase(Locale.ROOT).strip();
        return text.startsWith("[") ? text.replaceFirst("]:[0-9]+$", "]") : text.replaceFirst(":[0-9]+$", "");
    }

    private static String origin(String origin) {
        try {
            return String.valueOf(URI.create(origin).getHost()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
