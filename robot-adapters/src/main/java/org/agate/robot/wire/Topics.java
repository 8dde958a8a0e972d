package org.agate.robot.wire;

import java.util.Optional;
import java.util.regex.Pattern;
import org.agate.robot.device.DeviceId;

/// The topic tree under one root.
public record Topics(String root) {

    private static final Pattern DEVICE = Pattern.compile("v1/d/([^/]+)/([^/]+)");
    private static final Pattern SPEAKER = Pattern.compile("v1/(?:d|c/[^/]+/reply)/([^/]+)(?:/[^/]+)?");

    /// The usual root, `sdl`.
    public static Topics usual() {
        return new Topics("sdl");
    }

    /// What a device topic is about.
    public enum Channel {
        CONNECTION,
        FACTSHEET,
        STATE,
        EVENT,
        TELE,
        CMD,
        INSTANT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A device topic taken apart.
    public record Address(DeviceId device, Channel channel) {}

    public String of(DeviceId device, Channel channel) {
        return "%s/v1/d/%s/%s".formatted(root, device, channel.word());
    }

    /// The filter for one channel of all devices.
    public String all(Channel channel) {
        return "%s/v1/d/+/%s".formatted(root, channel.word());
    }

    public String reply(String controller, DeviceId device) {
        return reply(controller, device.value());
    }

    /// The filter for the replies of all devices with `+`.
    public String reply(String controller, String device) {
        return "%s/v1/c/%s/reply/%s".formatted(root, controller, device);
    }

    public String controller() {
        return root + "/v1/site/controller";
    }

    public String stop() {
        return root + "/v1/site/stop";
    }

    public String clock() {
        return root + "/v1/site/clock";
    }

    /// Where a participant says that a tick is worked off.
    public String tickDone(String participant) {
        return clock() + "/ack/" + participant;
    }

    /// The device and channel of a topic; empty when it is none of a device.
    public Optional<Address> parse(String topic) {
        if (!topic.startsWith(root + "/")) {
            return Optional.empty();
        }
        var matcher = DEVICE.matcher(topic.substring(root.length() + 1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (var channel : Channel.values()) {
            if (channel.word().equals(matcher.group(2)) && DeviceId.isValid(matcher.group(1))) {
                return Optional.of(new Address(new DeviceId(matcher.group(1)), channel));
            }
        }
        return Optional.empty();
    }

    /// The name of the device that speaks under a topic, its replies included; empty when none does.
    public String speaker(String topic) {
        if (!topic.startsWith(root + "/")) {
            return "";
        }
        var matcher = SPEAKER.matcher(topic.substring(root.length() + 1));
        return matcher.matches() ? matcher.group(1) : "";
    }
}
