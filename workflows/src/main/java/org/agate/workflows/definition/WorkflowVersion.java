package org.agate.workflows.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agate.workflows.WorkflowInvalid;

/// A workflow with every Kamelet and sub-workflow that it calls, as their files were: what a run is pinned to.
///
/// Editing a file makes another version; a run that is under way goes on with its own.
///
/// @param version hash of all the files: the same content has the same version
/// @param files texts by the name of the Kamelet
public record WorkflowVersion(String name, String version, SortedMap<String, String> files) {

    private static final int HASH_CHARS = 12;

    /// A part as Camel loads it.
    ///
    /// @param location a name whose ending says what it is
    public record Source(String location, String yaml) {}

    public WorkflowVersion {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// The version that a set of files makes.
    ///
    /// @param all texts by name: what is called must be among them
    /// @throws WorkflowInvalid `workflow.unknown` when something is called that is not there
    public static WorkflowVersion of(String name, Map<String, String> all) {
        var files = new TreeMap<String, String>();
        collect(name, all, files);
        return new WorkflowVersion(name, hash(files), files);
    }

    private static void collect(String name, Map<String, String> all, SortedMap<String, String> into) {
        var text = all.get(name);
        if (text == null) {
            throw new WorkflowInvalid(
                    "workflow.unknown",
                    "There is no workflow or unit operation (%s), only %s."
                            .formatted(name, new TreeMap<>(all).keySet()),
                    "Maybe its file is missing.");
        }
        if (into.put(name, text) == null) {
            WorkflowFile.read(name, text).calls().forEach(called -> collect(called, all, into));
        }
    }

    private static String hash(SortedMap<String, String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// What the workflow's own file says.
    public WorkflowDefinition definition() {
        return definition(name);
    }

    /// What the file of one of its parts says.
    public WorkflowDefinition definition(String part) {
        return WorkflowFile.read(part, java.util.Objects.requireNonNull(files.get(part), part))
                .definition(version);
    }

    /// All parts in Camel's YAML, under names that carry the version, so that versions live side by side; what is
    /// called comes before what calls it.
    public List<Source> sources() {
        var kamelets = new ArrayList<Source>();
        var routes = new ArrayList<Source>();
        files.forEach((part, text) -> {
            var file = WorkflowFile.read(part, text).pinned(version);
            if (file.isWorkflow()) {
                routes.add(new Source(
                        part + "-" + version + ".yaml", file.definition(version).route()));
            } else {
                kamelets.add(new Source(part + "-" + version + ".kamelet.yaml", file.yaml()));
            }
        });
        kamelets.addAll(routes);
        return kamelets;
    }
}
