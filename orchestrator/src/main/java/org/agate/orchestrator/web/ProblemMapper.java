package org.agate.orchestrator.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.optimizer.space.SpaceInvalid;
import org.agate.orchestrator.database.Storage;
import org.agate.vision.VisionFault;
import org.agate.workflows.WorkflowInvalid;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns exceptions into problem+json.
@Provider
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return response(problem.status(), problem.code(), String.valueOf(problem.getMessage()), problem.advice());
    }

    @ServerExceptionMapper
    public Response space(SpaceInvalid fault) {
        return split(fault.code(), fault);
    }

    @ServerExceptionMapper
    public Response workflow(WorkflowInvalid fault) {
        return split(fault.code(), fault);
    }

    @ServerExceptionMapper
    public Response vision(VisionFault fault) {
        return split(fault.code(), fault);
    }

    @ServerExceptionMapper
    public Response illegal(IllegalArgumentException fault) {
        return split("request.invalid", fault);
    }

    @ServerExceptionMapper
    public Response json(MismatchedInputException fault) {
        return problem(JsonFault.of(fault));
    }

    @ServerExceptionMapper
    public Response json(JacksonException fault) {
        return problem(JsonFault.of(fault));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException fault) {
        if (fault.getCause() instanceof JacksonException json) {
            return problem(JsonFault.of(json));
        }
        int status = fault.getResponse().getStatus();
        return response(status, "http." + status, String.valueOf(fault.getMessage()), "");
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException fault) {
        if (Storage.isTrouble(fault)) {
            LOG.warnf("Request failed for want of the database: %s", fault.getMessage());
            return response(
                    503, "storage.unavailable", "The database cannot be reached now.", "Maybe try again in a moment.");
        }
        LOG.error("Request failed", fault);
        return response(500, "internal", "The request failed inside Agate.", "Maybe the server's log says why.");
    }

    private static Response split(String code, RuntimeException fault) {
        var parts = String.valueOf(fault.getMessage()).split("\n", 2);
        return response(422, code, parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static Response response(int status, String code, String detail, String advice) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        body.put("advice", advice);
        return Response.status(status)
                .type("application/problem+json")
                .entity(body)
                .build();
    }
}
