package org.agate.robot.conformance;

/// One thing that every device must do.
///
/// @param name stable, in small letters and dashes
/// @param demand the rule of the protocol in one sentence
/// @param motion whether the device moves
record Trial(String name, String demand, boolean motion, Script script) {

    /// What is said and awaited.
    @FunctionalInterface
    interface Script {
        /// @throws Unmet when the device falls short
        void hold(Examination examination) throws InterruptedException;
    }

    static Trial atRest(String name, String demand, Script script) {
        return new Trial(name, demand, false, script);
    }

    static Trial moving(String name, String demand, Script script) {
        return new Trial(name, demand, true, script);
    }
}
