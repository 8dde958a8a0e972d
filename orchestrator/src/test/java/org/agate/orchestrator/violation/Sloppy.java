package org.agate.orchestrator.violation;

import java.time.Instant;
import org.agate.sim.scenario.ScenarioFile;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.opencv.core.Size;

/// Breaks rules on purpose: the architecture test proves with it that they bite.
public final class Sloppy {

    public String everythingAtOnce(MqttMessage message, Size size) {
        System.out.println(message.getId() + size.width);
        return Instant.now() + ScenarioFile.find("cspbbr3").name();
    }
}
