package org.agate.robot.controller;

import java.time.InstantSource;
import org.agate.robot.broker.Broker;

/// Who commands the lab and how it is reached.
///
/// @param id the controller's name on the wire, for example `main`
/// @param files URL to which devices put images
/// @param epoch rises with every start, durable with the owner
/// @param wall wall time
public record ControllerSetup(String id, Broker broker, String files, long epoch, InstantSource wall) {}
