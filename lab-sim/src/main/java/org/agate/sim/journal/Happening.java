package org.agate.sim.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.UUID;
import org.agate.sim.world.Vessel;
import org.jspecify.annotations.Nullable;

/// Something that physically happened in the laboratory. Masses in milligrams, temperatures in °C.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(Happening.Stocked.class),
    @JsonSubTypes.Type(Happening.Placed.class),
    @JsonSubTypes.Type(Happening.Started.class),
    @JsonSubTypes.Type(Happening.Ended.class),
    @JsonSubTypes.Type(Happening.Moved.class),
    @JsonSubTypes.Type(Happening.Poured.class),
    @JsonSubTypes.Type(Happening.Treated.class),
    @JsonSubTypes.Type(Happening.Dropped.class),
    @JsonSubTypes.Type(Happening.Discarded.class),
    @JsonSubTypes.Type(Happening.Door.class),
    @JsonSubTypes.Type(Happening.Warmed.class),
    @JsonSubTypes.Type(Happening.Stopped.class),
    @JsonSubTypes.Type(Happening.Cleared.class)
})
public sealed interface Happening {

    /// A hopper was filled up to so much.
    @JsonTypeName("STOCKED")
    record Stocked(String material, double milligrams) implements Happening {}

    /// A fresh vial appeared.
    @JsonTypeName("PLACED")
    record Placed(String sample, String position) implements Happening {}

    /// A device began to move.
    ///
    /// @param sample empty when the action is about none
    /// @param visit how often that device has done that action to that sample, this time included
    @JsonTypeName("STARTED")
    record Started(UUID commandId, String device, String action, String sample, int visit) implements Happening {}

    /// A device came to rest.
    ///
    /// @param outcome DONE, or why not
    @JsonTypeName("ENDED")
    record Ended(UUID commandId, String device, String outcome) implements Happening {}

    /// A vial went from one position to another.
    @JsonTypeName("MOVED")
    record Moved(String device, String sample, String from, String to) implements Happening {}

    /// Powder left a hopper.
    ///
    /// @param left what is in the hopper now
    /// @param vessel the vial afterwards
    @JsonTypeName("POURED")
    record Poured(
            String device,
            String material,
            String sample,
            double taken,
            double into,
            double spilt,
            double left,
            Vessel vessel)
            implements Happening {}

    /// What is in a vial was changed.
    ///
    /// @param spilt left behind on walls and tools, or thrown out
    /// @param gas evaporated
    @JsonTypeName("TREATED")
    record Treated(String device, String action, String sample, double spilt, double gas, Vessel vessel)
            implements Happening {}

    /// A vial was lost with all that was in it.
    @JsonTypeName("DROPPED")
    record Dropped(String device, String sample, double spilt) implements Happening {}

    /// A person took a used vial out of the laboratory.
    @JsonTypeName("DISCARDED")
    record Discarded(String sample, double milligrams) implements Happening {}

    /// A door was opened or closed.
    ///
    /// @param limit hotter than this it must stay shut
    @JsonTypeName("DOOR")
    record Door(String device, boolean open, double celsius, double limit) implements Happening {}

    /// From now on a furnace is no hotter than that, and cools by itself.
    @JsonTypeName("WARMED")
    record Warmed(String device, double celsius) implements Happening {}

    /// A stop took the power from a device.
    @JsonTypeName("STOPPED")
    record Stopped(String device) implements Happening {}

    /// A person gave it back.
    @JsonTypeName("CLEARED")
    record Cleared(String device) implements Happening {}

    /// The device concerned; null when it concerns none.
    static @Nullable String device(Happening happening) {
        return switch (happening) {
            case Stocked it -> null;
            case Placed it -> null;
            case Started it -> it.device();
            case Ended it -> it.device();
            case Moved it -> it.device();
            case Poured it -> it.device();
            case Treated it -> it.device();
            case Dropped it -> it.device();
            case Discarded it -> null;
            case Door it -> it.device();
            case Warmed it -> it.device();
            case Stopped it -> it.device();
            case Cleared it -> it.device();
        };
    }
}
