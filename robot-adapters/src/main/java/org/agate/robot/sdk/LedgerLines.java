package org.agate.robot.sdk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Splits the bytes of a ledger into its lines.
///
/// A crash in the middle of a write leaves a last line without its end, perhaps cut within a character: what it would
/// have said was never acted upon, so it is left out, and said. A line in the middle that is not UTF-8 is damage of
/// the disk: what can be read of it still protects.
final class LedgerLines {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLines.class);

    private LedgerLines() {}

    static List<String> of(byte[] bytes, Path path) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(ByteBuffer.wrap(bytes, start, i - start), path, lines);
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            LOG.warn("Ledger tail cut path={} bytes={}: a write was interrupted", path, bytes.length - start);
        }
        return lines;
    }

    private static void line(ByteBuffer bytes, Path path, List<String> into) {
        int length = bytes.remaining();
        if (length == 0) {
            return;
        }
        try {
            into.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            LOG.error("Ledger line damaged path={} bytes={}: it is not UTF-8", path, length);
            into.add(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }
}
