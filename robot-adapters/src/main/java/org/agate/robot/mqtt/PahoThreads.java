package org.agate.robot.mqtt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of the client library: those that a thread of this group starts are in it too. A client that is closed
/// while an answer arrives lets its receiver fail with a null pointer; that is worth a line in the log, and no failure
/// of the program. A receiver that fails in a client that is open is noticed by its keep-alive.
final class PahoThreads extends ThreadGroup {

    static final PahoThreads GROUP = new PahoThreads();

    private static final Logger LOG = LoggerFactory.getLogger(PahoThreads.class);

    private PahoThreads() {
        super("mqtt");
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        LOG.warn("MQTT thread ended thread={} failure={}", thread.getName(), String.valueOf(failure));
        LOG.debug("MQTT thread ended", failure);
    }
}
