package org.agate.sim.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nu.pattern.OpenCV;
import org.agate.sim.world.Vessel;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/// Answers with a real photograph: the one whose label is nearest to what is truly in the vial.
///
/// The folder is split once, by seed and level: a photograph that may teach a model is never one of an experiment.
public final class PhotoFedScenery implements Scenery {

    /// The share of each level's photographs that are kept for standards.
    private static final double FOR_STANDARDS = 0.6;

    private static final Spoiling SPOILING = new Spoiling(255, 0.06);
    private static final double OVEREXPOSED_GAIN = 2.2;
    private static final double SHARP = 0.3;

    private final String material;
    private final List<LabelledPhoto> standards = new ArrayList<>();
    private final List<LabelledPhoto> experiments = new ArrayList<>();

    /// @param material whose share the labels give
    public PhotoFedScenery(String material, List<LabelledPhoto> photos, long seed) {
        this.material = material;
        var levels = new TreeMap<Double, List<LabelledPhoto>>();
        photos.forEach(photo -> levels.computeIfAbsent(photo.share(), level -> new ArrayList<>())
                .add(photo));
        for (var level : levels.values()) {
            Collections.shuffle(level, new Random(seed));
            int taught = (int) Math.round(FOR_STANDARDS * level.size());
            standards.addAll(level.subList(0, taught));
            experiments.addAll(level.subList(taught, level.size()));
        }
        if (standards.isEmpty() || experiments.isEmpty()) {
            throw new IllegalArgumentException(
                    "(%d) photographs are too few to teach with some and measure with others.\nMaybe point --photos at another folder."
                            .formatted(photos.size()));
        }
    }

    @Override
    public byte[] photograph(
            Vessel vessel, String preset, int shot, Set<Disturbance> disturbances, SplittableRandom random) {
        var pool = preset.equals("standard") ? standards : experiments;
        double share = vessel.inertShare(material);
        var nearest = pool.stream()
                .min(Comparator.comparingDouble(photo -> Math.abs(photo.share() - share)))
                .orElseThrow();
        var level =
                pool.stream().filter(photo -> photo.share() == nearest.share()).toList();
        // Shots of one capture show different heaps, as after a re-spread.
        int first = Math.floorMod(vessel.sample().hashCode(), level.size());
        var photo = level.get((first + shot) % level.size());
        try {
            byte[] file = Files.readAllBytes(photo.file());
            return disturbances.isEmpty() ? file : spoilt(file, disturbances, random);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Photograph (%s) cannot be read.\nMaybe the folder was moved.".formatted(photo.file()), e);
        }
    }

    /// What the camera would have seen.
    private static byte[] spoilt(byte[] file, Set<Disturbance> disturbances, SplittableRandom random) {
        OpenCV.loadLocally();
        var image = Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_COLOR);
        double gain = disturbances.contains(Disturbance.OVEREXPOSED) ? OVEREXPOSED_GAIN : 1;
        image.convertTo(image, CvType.CV_32FC3, gain);
        if (disturbances.contains(Disturbance.EMPTY_DISH)) {
            image.setTo(Core.mean(image));
        }
        SPOILING.beforeLens(image, disturbances, random);
        if (disturbances.contains(Disturbance.GLARE)) {
            SPOILING.glare(image, random);
        }
        SPOILING.lens(image, SHARP, disturbances, random);
        image.convertTo(image, CvType.CV_8UC3);
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, jpeg);
        return jpeg.toArray();
    }
}
