package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.web.Problem;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.definition.WorkflowVersion;
import org.agate.workflows.validation.Finding;
import org.agate.workflows.validation.LabCatalog;
import org.agate.workflows.validation.Materials;
import org.agate.workflows.validation.Validator;

/// Validates workflows against the devices that are connected. Thread-safe.
@ApplicationScoped
public class WorkflowChecks {

    /// Findings that other devices, places or powders would not have.
    private static final Set<String> OF_THE_LABORATORY = Set.of(
            "workflow.device.unknown",
            "workflow.action.unknown",
            "workflow.position.unknown",
            "workflow.position.wrong",
            "workflow.policy.no-alternative",
            "workflow.stock.short",
            "workflow.capacity",
            "workflow.material.unknown",
            "workflow.reservation.arm",
            "workflow.result.unknown",
            "workflow.sample.left");

    private final DeviceBoard board;
    private final Path folder;
    private final Map<String, LabCatalog> passed = new ConcurrentHashMap<>();

    WorkflowChecks(DeviceBoard board, AgateConfig config) {
        this.board = board;
        this.folder = config.workflows();
    }

    /// Everything that is wrong with a text that may call what is in the workflow folder.
    public List<Finding> check(String file, String text) {
        var library = new HashMap<>(WorkflowLibrary.load(folder).texts());
        return new Validator(catalog(), library, 1).validate(file, text);
    }

    /// Refuses a version that could not work in any laboratory.
    ///
    /// @throws Problem 422 with the first finding
    void publishable(WorkflowVersion version) {
        refuse(findings(version, catalog()).stream()
                .filter(finding -> !OF_THE_LABORATORY.contains(finding.code()))
                .toList());
    }

    /// Refuses a version that these devices cannot run. Before any device has introduced itself nothing is known of
    /// them, and only what could not work in any laboratory is refused.
    ///
    /// @throws Problem 422 with the first finding
    void require(WorkflowVersion version) {
        var catalog = catalog();
        if (catalog.families().isEmpty()) {
            publishable(version);
            return;
        }
        if (catalog.equals(passed.get(version.version()))) {
            return;
        }
        refuse(findings(version, catalog));
        passed.put(version.version(), catalog);
    }

    /// Whether a refusal would be none with other devices, places or powders.
    boolean isOfTheLaboratory(RuntimeException refusal) {
        return refusal instanceof Problem problem && OF_THE_LABORATORY.contains(problem.code());
    }

    private static List<Finding> findings(WorkflowVersion version, LabCatalog catalog) {
        var name = version.name();
        return new Validator(catalog, version.files(), 1)
                .validate(name, version.files().getOrDefault(name, ""));
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            var first = findings.getFirst();
            throw new Problem(
                    422,
                    first.code(),
                    "%s:%d:%d: %s%s"
                            .formatted(
                                    first.file(),
                                    first.line(),
                                    first.column(),
                                    first.message(),
                                    findings.size() > 1 ? " (and %d more)".formatted(findings.size() - 1) : ""),
                    first.advice());
        }
    }

    private LabCatalog catalog() {
        // One that was switched off counts only while no other of its family is there.
        var present = board.devices().stream()
                .filter(view -> view.presence() != Presence.OFFLINE)
                .flatMap(view -> view.factsheet().stream())
                .toList();
        var families = present.stream().map(Factsheet::family).collect(Collectors.toUnmodifiableSet());
        var absent = board.devices().stream()
                .filter(view -> view.presence() == Presence.OFFLINE)
                .flatMap(view -> view.factsheet().stream())
                .filter(sheet -> !families.contains(sheet.family()));
        var sheets = Stream.concat(present.stream(), absent).toList();
        return LabCatalog.of(sheets, Map.of(), Materials.read(folder.resolve("materials.yaml")));
    }
}
