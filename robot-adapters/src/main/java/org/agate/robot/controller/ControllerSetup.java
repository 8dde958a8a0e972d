package org.agate.robot.controller;

import java.time.InstantSource;
import org.agate.robot.broker.Broker;

/// Who commands the lab and how it is reached.
///
/// @param id the controller's name on the wire, for example `main`
/// @param holder who holds the leases: the id and something that no other controller has, since a device renews the
///     lease of the same holder without asking
/// @param files URL to which devices put images
/// @param epoch rises with every start, durable with the owner, and is above every epoch that an earlier start of the
///     holder can have asked for
/// @param wall wall time, for what is published
/// @param monotonic for leases, resends and doubt: setting the wall clock changes none of them
public record ControllerSetup(
        String id,
        String holder,
        Broker broker,
        String files,
        long epoch,
        InstantSource wall,
        InstantSource monotonic) {}
