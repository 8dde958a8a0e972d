package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Header;

/// The commands whose fate is open: resent while they may still start, later asked for, at last given up as unknown.
///
/// Not thread-safe: the link's lock guards it.
final class Postbox {

    private static final Duration RESEND_AFTER = Duration.ofSeconds(5);
    private static final Duration DOUBT_FOR = Duration.ofSeconds(1);

    private final Map<UUID, Posted> posted = new HashMap<>();
    private final Actions actions;

    /// What the post office can do.
    interface Actions {
        void publish(DeviceId device, Command command);

        /// Makes copies of older commands stale.
        void raiseEpoch(DeviceId device);

        void ask(DeviceId device, UUID commandId);

        void unknown(DeviceId device, UUID commandId);
    }

    Postbox(Actions actions) {
        this.actions = actions;
    }

    void add(DeviceId device, Command command, Instant now) {
        posted.put(command.commandId(), Posted.now(device, command, now));
    }

    /// Whether no command waits for its first answer.
    boolean isSettled() {
        return posted.values().stream().allMatch(Posted::answered);
    }

    void chase(Map<DeviceId, DeviceView> devices, Instant now) {
        for (var post : List.copyOf(posted.values())) {
            var view = devices.get(post.device());
            if (!post.answered() && view != null && view.presence() == Presence.ONLINE) {
                chase(post, view, now);
            }
        }
    }

    private void chase(Posted post, DeviceView view, Instant now) {
        var id = post.command().commandId();
        if (!post.expired(now)) {
            if (now.isAfter(post.sent().plus(RESEND_AFTER))) {
                posted.put(id, post.resent(now));
                actions.publish(post.device(), post.command());
            }
        } else if (!post.isDoubted()) {
            if (post.command().epoch() > 0) {
                actions.raiseEpoch(post.device());
            }
            // One of an earlier start of the controller is stale anyway, by the epoch of this start.
            posted.put(id, post.doubt(now));
        } else if (!view.leased()) {
            // The doubt counts from the new grant: until then a copy in the broker could still move something.
            posted.put(id, post.doubt(now));
        } else if (now.isAfter(post.doubted().plus(DOUBT_FOR)) && view.heard().isAfter(post.doubted())) {
            // The device has granted an epoch that makes all copies stale, and has listed its commands since.
            actions.unknown(post.device(), id);
            posted.remove(id);
        } else {
            actions.ask(post.device(), id);
        }
    }

    /// Takes a report of any kind. A command whose end was reported stays here until it is [closed][#close].
    ///
    /// @param numbered true for an event; a reply or a line of the state has no number among the events
    /// @return whether it says something that its owner has to know
    boolean take(DeviceId device, UUID commandId, DeviceEvent event, Header header, boolean numbered) {
        var post = posted.get(commandId);
        if (post == null || !post.device().equals(device) || numbered && !event.terminal() && post.outdates(header)) {
            return false;
        }
        posted.put(commandId, numbered ? post.answered(header) : post.answeredBy(header.session()));
        return true;
    }

    /// The end of a command is on disk: only now it is forgotten. Had that failed, the next state message would tell
    /// the end again.
    void close(UUID commandId) {
        posted.remove(commandId);
    }

    /// Another start of the device that does not know what an earlier one had taken has lost its ledger.
    ///
    /// Called after all lines of a state were reported.
    void forgotten(DeviceId device, Header header) {
        for (var post : List.copyOf(posted.values())) {
            if (post.device().equals(device)
                    && post.answered()
                    && !post.answeredIn().equals(header.session())) {
                actions.unknown(device, post.command().commandId());
                posted.remove(post.command().commandId());
            }
        }
    }
}
