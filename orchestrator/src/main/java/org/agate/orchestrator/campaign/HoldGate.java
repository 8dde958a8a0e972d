package org.agate.orchestrator.campaign;

/// Keeps a thread that prepares a campaign from beginning anything while the campaign is held. Thread-safe.
final class HoldGate {

    private boolean held;

    synchronized void hold(boolean wanted) {
        held = wanted;
        notifyAll();
    }

    /// Waits until the campaign is not held.
    synchronized void pass() throws InterruptedException {
        while (held) {
            wait();
        }
    }
}
