package org.agate.orchestrator.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.agate.workflows.WorkflowInvalid;
import org.jspecify.annotations.Nullable;

/// Reads requests as the server does, and tells a refusal from a failure.
public final class RequestReader {

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    public RequestReader() {
        new StrictJson().customize(mapper);
    }

    /// The refusal, when there is one; a fault that would be answered by 500 passes through.
    public <T> Optional<Problem> refusal(byte[] body, Class<T> type, Consumer<T> handling) throws IOException {
        try {
            @Nullable T request = mapper.readValue(body, type);
            if (request == null) {
                return Optional.of(new Problem(422, "request.empty", "The body is (null).", "Maybe fill it in."));
            }
            handling.accept(request);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(JsonFault.of(e));
        } catch (Problem e) {
            return Optional.of(e);
        } catch (WorkflowInvalid e) {
            return Optional.of(new Problem(422, e.code(), String.valueOf(e.getMessage()), ""));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Problem(422, "request.invalid", String.valueOf(e.getMessage()), ""));
        }
    }
}
