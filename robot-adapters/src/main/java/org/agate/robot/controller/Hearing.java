package org.agate.robot.controller;

import java.util.HashMap;
import java.util.Map;
import org.agate.robot.device.DeviceId;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Topics.Channel;

/// Notices what was not heard: the numbers of a device's messages have no gaps within a session and topic.
///
/// Not thread-safe: the link's lock guards it.
final class Hearing {

    private final Map<Key, Last> heard = new HashMap<>();

    private record Key(DeviceId device, Channel channel) {}

    private record Last(String session, long seq) {}

    /// How many messages before this one are missing; zero for the first of a session, and for late and repeated ones.
    long missedBefore(Channel channel, Header header) {
        var key = new Key(header.dev(), channel);
        var last = heard.get(key);
        if (last == null || !last.session().equals(header.session())) {
            heard.put(key, new Last(header.session(), header.seq()));
            return 0;
        }
        if (header.seq() <= last.seq()) {
            return 0;
        }
        heard.put(key, new Last(header.session(), header.seq()));
        return header.seq() - last.seq() - 1;
    }
}
