package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Site;
import org.jspecify.annotations.Nullable;

/// Decides which of two controllers on one broker is in charge: the one that was there first. Not thread-safe: the
/// link's lock guards it.
///
/// Devices put their files where `site/controller` says, so a controller that is not in charge must not publish there.
/// It says nothing before it has heard what the broker has retained, or a moment has passed in silence.
final class Rival {

    private static final Duration SILENCE = Duration.ofMillis(300);

    private final String holder;
    private @Nullable Instant connected;
    private @Nullable String other;
    private boolean heard;
    private boolean announced;

    /// @param holder who we are
    Rival(String holder) {
        this.holder = holder;
    }

    /// A connection stands: what the broker has retained follows.
    void connected(Instant now) {
        connected = now;
        other = null;
        heard = false;
        announced = false;
    }

    /// Somebody has said who is in charge, or is no longer.
    ///
    /// @return whether that changes who is in charge
    boolean heard(Site.Controller said) {
        heard = true;
        if (said.id().equals(holder)) {
            return false;
        }
        if (said.state() != Presence.ONLINE) {
            if (said.id().equals(other)) {
                other = null;
                return true;
            }
            return false;
        }
        // Two that start at the same moment hear each other after both have spoken: one of them must give way.
        if (announced && said.id().compareTo(holder) > 0) {
            // What the broker has retained is theirs: ours is said again.
            announced = false;
            return false;
        }
        boolean news = !said.id().equals(other);
        other = said.id();
        announced = false;
        return news;
    }

    /// The controller that is in charge in our place; empty when none is known.
    Optional<String> other() {
        return Optional.ofNullable(other);
    }

    /// Whether we may say now that we are in charge, and have not yet.
    boolean mayAnnounce(Instant now) {
        var since = connected;
        return !announced && other == null && since != null && (heard || now.isAfter(since.plus(SILENCE)));
    }

    void announced() {
        announced = true;
    }

    /// Whether we are in charge.
    boolean isInCharge() {
        return announced && other == null;
    }
}
