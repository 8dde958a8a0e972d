package org.agate.orchestrator.request;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Sha256;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// The key of a request, by which its repeat is known, as `Idempotency-Key` is drafted at the IETF
/// (draft-ietf-httpapi-idempotency-key-header).
///
/// @param key that the client chose, behind what it was sent to; null for a request that has none
/// @param digest of what was asked for
public record RequestKey(@Nullable String key, String digest) {

    /// The header's name.
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 200;

    /// @param path that the request was sent to: each has keys of its own
    /// @param header the key; null for none
    /// @throws Problem 400 when it is empty, too long, or not printable
    public static RequestKey of(String path, @Nullable String header, Object body) {
        if (header == null) {
            return new RequestKey(null, "");
        }
        if (header.isBlank()
                || header.length() > LONGEST
                || !header.chars().allMatch(sign -> sign > 31 && sign < 127)) {
            throw new Problem(
                    400,
                    "request.key",
                    "The header %s has not 1 to %d printable ASCII characters.".formatted(HEADER, LONGEST),
                    "Maybe choose a UUID.");
        }
        return new RequestKey(path + " " + header, Sha256.of(Json.write(body)));
    }

    /// What came of the same request before; empty when this is the first.
    ///
    /// @throws Problem 422 when that key was used for something else
    public Optional<List<String>> earlier(EntityManager entities) {
        var row = key == null ? null : entities.find(RequestKeyEntity.class, key);
        if (row == null) {
            return Optional.empty();
        }
        if (!row.digest.equals(digest)) {
            throw new Problem(
                    422,
                    "request.key-used",
                    "The %s of this request (%s) was used for another one.".formatted(HEADER, key),
                    "Maybe choose a new key for each order.");
        }
        return Optional.of(row.made());
    }

    /// The facts of a request that is done now, and that it is done, to be kept together.
    public List<Fact> with(List<? extends Fact> facts, List<String> made) {
        var all = new ArrayList<Fact>(facts);
        if (key != null) {
            all.add(new RequestFact.Answered(key, digest, made));
        }
        return List.copyOf(all);
    }
}
