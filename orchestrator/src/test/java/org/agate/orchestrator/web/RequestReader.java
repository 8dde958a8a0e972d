package org.agate.orchestrator.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.agate.robot.testing.JsonMutator;
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

    /// How many of some requests are refused that were mutated at random; each refusal says why.
    ///
    /// @param valid what is mutated
    /// @throws AssertionError with the request that would be answered by 500
    public <T> int refusals(int inputs, long seed, List<String> valid, Class<T> type, Consumer<T> handling)
            throws IOException {
        var random = new SplittableRandom(seed);
        var mutator = new JsonMutator(random);
        int refused = 0;
        for (int i = 0; i < inputs; i++) {
            var body = mutator.mutated(valid.get(random.nextInt(valid.size())).getBytes(UTF_8));
            try {
                var refusal = refusal(body, type, handling);
                refused += refusal.isPresent() ? 1 : 0;
                refusal.map(Problem::getMessage)
                        .ifPresent(message -> assertThat(message).isNotBlank());
            } catch (RuntimeException | Error e) {
                throw new AssertionError(new String(body, UTF_8), e);
            }
        }
        return refused;
    }
}
