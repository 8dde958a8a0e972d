package org.agate.robot.sdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;

/// What a device must not forget: which commands it took and what became of them, the lease epoch, the stop and the
/// fault.
///
/// Every write is durable when the method returns.
public interface DeviceLedger extends AutoCloseable {

    /// A command and where it stands.
    record Entry(Command command, DeviceEvent event, Instant since) {}

    Optional<Entry> find(UUID commandId);

    void write(Entry entry);

    /// All that are not over.
    List<Entry> open();

    /// The last that are over, newest last.
    List<Entry> recent(int most);

    long epoch();

    void raiseEpoch(long epoch);

    boolean stopped();

    void latchStop(boolean stopped);

    /// The fault that a person has to look at; empty for none.
    String fault();

    void latchFault(String code);

    @Override
    void close();
}
