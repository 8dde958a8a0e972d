package org.agate.vision.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/// How large a picture says it is, by its header: a small file may unpack to more than fits into memory.
record PictureSize(int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    /// Empty when the header is of no format that is known.
    static Optional<PictureSize> of(byte[] file) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return Optional.of(new PictureSize(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // A header that cannot be read is judged by the decoder, which reads it too.
            return Optional.empty();
        }
    }
}
