package org.agate.orchestrator.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.agate.orchestrator.database.Storage;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Tells people at once that nothing can be recorded now, in place of letting them wait; a stop is always taken.
public class StorageGuard {

    private static final String STOP = "/api/v1/stop";

    private final Storage storage;

    StorageGuard(Storage storage) {
        this.storage = storage;
    }

    @ServerRequestFilter
    public Optional<Response> refuse(ContainerRequestContext request) {
        var trouble = storage.trouble();
        var path = request.getUriInfo().getPath();
        if (trouble == null || request.getMethod().equals("GET") || path.endsWith(STOP)) {
            return Optional.empty();
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("status", 503);
        problem.put("code", "storage.unavailable");
        problem.put("detail", "Nothing can be recorded now (%s), so nothing is begun.".formatted(trouble));
        problem.put("advice", "Maybe the disk is full; it goes on by itself as soon as it can.");
        return Optional.of(Response.status(503)
                .type("application/problem+json")
                .entity(problem)
                .build());
    }
}
