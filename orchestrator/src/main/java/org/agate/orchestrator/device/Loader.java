package org.agate.orchestrator.device;

import java.time.Duration;
import java.util.Optional;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.dispatch.BatchRule;
import org.agate.robot.device.DeviceId;

/// Says which vials a batch would be made of, and whether it begins. Only the floor's thread asks.
final class Loader {

    private static final BatchRule BATCHES = new BatchRule(Duration.ofHours(4));

    private final Whiteboard board;
    private final Surroundings surroundings;
    private final CommandLedger ledger;
    private final LabTime lab;

    Loader(Whiteboard board, Surroundings surroundings, CommandLedger ledger, LabTime lab) {
        this.board = board;
        this.surroundings = surroundings;
        this.ledger = ledger;
        this.lab = lab;
    }

    /// The steps that a command of this one would be for.
    Party party(Errand lead, DeviceId device) {
        var view = surroundings.scene().devices().stream()
                .filter(each -> each.device().equals(device))
                .findFirst()
                .orElseThrow();
        return Party.of(
                lead,
                view,
                surroundings.scene(),
                board,
                (profile, path) -> !ledger.of(profile.run(), path).isEmpty(),
                lab.instant());
    }

    /// Why a batch does not begin; empty when it does.
    ///
    /// @param again whether the batch has begun before and is only sent again: then nobody else is waited for
    static Optional<String> waits(Party party, boolean again) {
        if (party.arriving()) {
            return Optional.of("waits for a vial that is on its way");
        }
        if (!party.strangers().isEmpty()) {
            return Optional.of("holds %s, which is not of this batch".formatted(party.strangers()));
        }
        var loading = party.loading();
        return again || BATCHES.begins(loading)
                ? Optional.empty()
                : Optional.of("holds %d of %d vials and waits for %d more with the same programme"
                        .formatted(loading.loaded(), loading.capacity(), loading.atHand() + loading.coming()));
    }
}
