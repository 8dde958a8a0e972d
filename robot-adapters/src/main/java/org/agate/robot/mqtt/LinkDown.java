package org.agate.robot.mqtt;

import org.jspecify.annotations.Nullable;

/// A message could not be handed to the broker.
public final class LinkDown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LinkDown(String broker, @Nullable Throwable cause) {
        super("mqtt.link.down: no connection to (%s).\nMaybe the broker is not running.".formatted(broker), cause);
    }
}
