package org.agate.sim.fault;

/// Everything that can go wrong by chance, with its probability in a normal laboratory.
///
/// The figures are the project's own proposals; there are no published ones.
public enum Fault {
    /// A command or event is lost on its way, per message.
    MESSAGE_LOST(1e-3),
    /// A message arrives twice, per message.
    MESSAGE_DUPLICATED(5e-3),
    /// A message arrives after a later one, per message.
    MESSAGE_REORDERED(1e-3),
    /// The device answers 10 to 60 s late, per command.
    ACCEPTED_LATE(0.005),
    /// The device is off the network for 5 to 120 s, per hour of work.
    DISCONNECTED(0.02),
    /// The action takes three to ten times as long, per action.
    SLOW(0.01),
    /// The device loses its power in the middle, per action.
    DEVICE_CRASH(0.002),
    /// The gripper cannot take or put down, per move.
    WRONG_TOOL(0.001),
    SLOT_OCCUPIED(0.001),
    SLOT_EMPTY(0.001),
    /// The vial falls, per transfer.
    GRIP_LOST(0.001),
    /// Some powder is thrown out, per transfer.
    SPILL(0.001),
    /// Powder bridges in the hopper, per second of flow and unit of cohesion.
    BRIDGED(0.002),
    /// Far too much falls at once, per dose.
    OVERDOSE(0.01),
    /// The balance does not come to rest, per weighing.
    UNSTABLE(0.01),
    /// The balance sets its zero at power-up, whatever stands on it, per start: against the contract, so never
    /// by chance.
    REZERO(0),
    /// The head holds another powder than its label says, per dose.
    WRONG_MATERIAL(0.001),
    /// 30 °C too hot, per programme.
    OVERTEMP(0.001),
    THERMOCOUPLE_BREAK(0.001),
    /// Per capture; so are those that follow.
    BLUR(0.02),
    GLARE(0.02),
    LAMP_OFF(0.002),
    /// The stage moves during the exposures.
    SHAKE(0.002),
    /// A cap is left on the lens.
    COVERED_LENS(0.0005),
    /// The lamp fails and nothing notices it.
    DEAD_LAMP(0.0005),
    /// Somebody reaches into the picture.
    HAND(0.0005),
    /// The vial under the camera is another, empty one.
    EMPTY_DISH(0.0005),
    /// The powder was put into a dish that the model does not know.
    WRONG_DISH(0.0005),
    /// The scan worked, its file did not come, per scan.
    EXPORT_FAILED(0.01);

    private final double probability;

    Fault(double probability) {
        this.probability = probability;
    }

    /// Whether it strikes what is said, not what is done.
    public boolean isOfMessages() {
        return switch (this) {
            case MESSAGE_LOST, MESSAGE_DUPLICATED, MESSAGE_REORDERED, ACCEPTED_LATE -> true;
            case DISCONNECTED, SLOW, DEVICE_CRASH, WRONG_TOOL, SLOT_OCCUPIED, SLOT_EMPTY, GRIP_LOST, SPILL -> false;
            case BRIDGED, OVERDOSE, UNSTABLE, REZERO, WRONG_MATERIAL, OVERTEMP, THERMOCOUPLE_BREAK -> false;
            case BLUR, GLARE, LAMP_OFF, EXPORT_FAILED -> false;
            case SHAKE, COVERED_LENS, DEAD_LAMP, HAND, EMPTY_DISH, WRONG_DISH -> false;
        };
    }

    /// In a normal laboratory; per message, action, hour or second, as its name says.
    public double probability() {
        return probability;
    }
}
