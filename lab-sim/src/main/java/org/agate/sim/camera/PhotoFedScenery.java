package org.agate.sim.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agate.sim.world.Vessel;

/// Answers with a real photograph: the one whose label is nearest to what is truly in the vial.
///
/// The folder is split once, by seed and level: a photograph that may teach a model is never one of an experiment.
public final class PhotoFedScenery implements Scenery {

    /// The share of each level's photographs that are kept for standards.
    private static final double FOR_STANDARDS = 0.6;

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
    public byte[] photograph(Vessel vessel, String preset, int shot, Defects defects, SplittableRandom random) {
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
            return Files.readAllBytes(photo.file());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Photograph (%s) cannot be read.\nMaybe the folder was moved.".formatted(photo.file()), e);
        }
    }
}
