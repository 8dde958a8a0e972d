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
/// Devices put their files where `site/controller` says, so a controller that is not in charge must not publish
/// there. It says nothing before it has heard what the broker has retained, or a moment has passed in silence.
final class Rival {

    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    /// After three renewals that did not come the other one is gone, though its will was never said: a broker that
    /// died with it has kept its last word.
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final String holder;
    private @Nullable Instant connected;
    private Instant said = Instant.MIN;
    private Instant listened = Instant.MIN;
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
    /// @return whether another one is in charge now that was not before
    boolean heard(Site.Controller said, Instant now) {
        heard = true;
        if (said.id().equals(holder)) {
            return false;
        }
        if (said.state() != Presence.ONLINE) {
            if (said.id().equals(other)) {
                other = null;
            }
            return false;
        }
        listened = now;
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

    /// Gives up waiting for another one that has not said for long that it is in charge.
    void forgetSilent(Instant now) {
        if (other != null && now.isAfter(listened.plus(PATIENCE))) {
            other = null;
        }
    }

    /// The controller that is in charge in our place; empty when none is known.
    Optional<String> other() {
        return Optional.ofNullable(other);
    }

    /// Whether we may say now that we are in charge, and have not said so a moment ago.
    boolean mayAnnounce(Instant now) {
        var since = connected;
        if (other != null || since == null) {
            return false;
        }
        return announced ? !now.isBefore(said.plus(RENEWAL)) : heard || now.isAfter(since.plus(SILENCE));
    }

    void announced(Instant now) {
        announced = true;
        said = now;
    }

    /// Whether we are in charge.
    boolean isInCharge() {
        return announced && other == null;
    }
}
