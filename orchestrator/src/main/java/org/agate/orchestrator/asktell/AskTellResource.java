package org.agate.orchestrator.asktell;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.surrogate.Posterior;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Optimizers over HTTP: open one, ask it, tell it.
@Path("/api/v1/optimizers")
public class AskTellResource {

    private static final int MOST_AT_ONCE = 64;
    private static final int LONGEST_NAME = 200;

    private final AskTell optimizers;

    AskTellResource(AskTell optimizers) {
        this.optimizers = optimizers;
    }

    /// A suggestion.
    public record Next(
            int id,
            Map<String, Object> recipe,
            @Nullable Double predicted,
            @Nullable Double standardDeviation,
            String reason) {

        static Next of(AskTell.Awaited awaited) {
            var predicted = awaited.suggestion().predicted();
            return new Next(
                    awaited.id(),
                    awaited.suggestion().recipe().named(),
                    predicted.map(Posterior::mean).orElse(null),
                    predicted.map(Posterior::standardDeviation).orElse(null),
                    awaited.suggestion().reason());
        }
    }

    /// A result: of a suggestion by its id, or of an experiment of one's own by its recipe.
    public record Result(
            @Nullable Integer id,
            @Nullable Map<String, Object> recipe,
            @Nullable Double value,
            @Nullable Double standardDeviation) {}

    @GET
    @Operation(operationId = "listOptimizers", summary = "The names of all optimizers")
    public List<String> list() {
        return optimizers.names();
    }

    @PUT
    @Path("/{name}")
    @Operation(operationId = "openOptimizer", summary = "Open an optimizer for a search space")
    public OptimizerDocument open(@PathParam("name") String name, @Nullable Opening opening) {
        if (opening == null) {
            throw Opening.incomplete();
        }
        if (name.length() > LONGEST_NAME) {
            throw new Problem(
                    422,
                    "optimizer.name",
                    "The name has (%d) characters, at most %d are kept.".formatted(name.length(), LONGEST_NAME),
                    "Maybe choose a shorter one.");
        }
        return optimizers.open(name, opening.document());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getOptimizer", summary = "All that an optimizer is: enough to restore it elsewhere")
    public OptimizerDocument get(@PathParam("name") String name) {
        return optimizers.get(name);
    }

    @POST
    @Path("/{name}/ask")
    @Operation(operationId = "askOptimizer", summary = "The next experiments; they are awaited until told")
    public List<Next> ask(@PathParam("name") String name, @QueryParam("count") @DefaultValue("1") int count) {
        if (count < 1 || count > MOST_AT_ONCE) {
            throw new Problem(
                    422,
                    "optimizer.count",
                    "(%d) experiments at once are not between 1 and %d.".formatted(count, MOST_AT_ONCE),
                    "Maybe ask again later.");
        }
        return optimizers.ask(name, count).stream().map(Next::of).toList();
    }

    @POST
    @Path("/{name}/tell")
    @Operation(operationId = "tellOptimizer", summary = "What an experiment gave, with its standard deviation")
    public OptimizerDocument tell(@PathParam("name") String name, @Nullable Result result) {
        var given = addressed(result);
        if (given.value() == null) {
            throw new Problem(422, "result.no-value", "A result needs a (value).", "Maybe tell it as failed instead.");
        }
        double value = given.value();
        double sd = given.standardDeviation() == null ? 0 : given.standardDeviation();
        return optimizers.tell(
                name, given.id(), given.recipe(), (id, recipe) -> new AskTellFact.Told(name, id, recipe, value, sd));
    }

    @POST
    @Path("/{name}/fail")
    @Operation(operationId = "failExperiment", summary = "An experiment gave no value: such places are avoided")
    public OptimizerDocument fail(@PathParam("name") String name, @Nullable Result result) {
        var given = addressed(result);
        return optimizers.tell(
                name, given.id(), given.recipe(), (id, recipe) -> new AskTellFact.Failed(name, id, recipe));
    }

    @POST
    @Path("/{name}/veto")
    @Operation(operationId = "vetoSuggestion", summary = "Refuse a suggestion: it is not made again")
    public OptimizerDocument veto(@PathParam("name") String name, @Nullable Result result) {
        var id = addressed(result).id();
        if (id == null) {
            throw new Problem(422, "veto.no-id", "A veto needs the (id) of a suggestion.", "Maybe look at pending.");
        }
        return optimizers.tell(name, id, null, (same, recipe) -> new AskTellFact.Vetoed(name, id, recipe));
    }

    private static Result addressed(@Nullable Result result) {
        if (result == null || result.id() == null && result.recipe() == null) {
            throw new Problem(
                    422,
                    "result.no-experiment",
                    "It is not said which experiment is meant.",
                    "Maybe give the (id) of a suggestion, or a (recipe) of your own.");
        }
        return result;
    }

    @GET
    @Path("/{name}/stopping")
    @Operation(operationId = "stoppingAdvice", summary = "What the stopping rules say, side by side")
    public List<Advice> stopping(
            @PathParam("name") String name, @QueryParam("tolerance") @DefaultValue("0") double tolerance) {
        var document = optimizers.get(name);
        return document.optimizer().stopping(document.experiments(), tolerance).stream()
                .map(Advice::of)
                .toList();
    }

    @GET
    @Path("/{name}/insight")
    @Operation(operationId = "optimizerInsight", summary = "What the model has learned, and how good it is")
    public Learned insight(@PathParam("name") String name) {
        var document = optimizers.get(name);
        return document.optimizer()
                .insight(document.experiments())
                .map(Learned::of)
                .orElseThrow(() -> new Problem(
                        409, "optimizer.too-early", "Two results are needed first.", "Maybe tell it some."));
    }
}
