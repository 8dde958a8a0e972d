package org.agate.robot.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.DeviceError;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;
import org.agate.robot.sdk.FileUpload;

/// The `capture` of a real camera: takes pictures, hands each over under its content hash, and reports its figures.
public final class Capturing implements ActionHandler {

    private final ImageSource source;
    private final FileUpload files;

    public Capturing(ImageSource source, FileUpload files) {
        this.source = source;
        this.files = files;
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        int shots = (int) execution.number("n");
        var setting = new ImageSource.Setting(
                execution.number("exposure_us", Double.NaN),
                execution.number("gain_dB", Double.NaN),
                execution.number("white_balance_K", Double.NaN));
        var taken = new ArrayList<Map<String, Object>>();
        for (int shot = 0; shot < shots; shot++) {
            execution.checkpoint();
            execution.progress("EXPOSING", (double) shot / shots, shots - shot);
            taken.add(image(setting));
        }
        return Map.of("images", taken);
    }

    private Map<String, Object> image(ImageSource.Setting setting) throws InterruptedException {
        try {
            byte[] picture = source.take(setting);
            var figures = ImageFigures.of(picture);
            var image = new LinkedHashMap<>(files.put(picture, media(picture)));
            image.put("sharpness", figures.sharpness());
            image.put("saturation", figures.saturation());
            return image;
        } catch (NoImage | IllegalArgumentException e) {
            throw new ActionFailed(DeviceError.critical("NO_IMAGE", String.valueOf(e.getMessage())), Map.of());
        }
    }

    private static String media(byte[] picture) {
        boolean png = picture.length > 3 && picture[1] == 'P' && picture[2] == 'N' && picture[3] == 'G';
        return png ? "image/png" : "image/jpeg";
    }
}
