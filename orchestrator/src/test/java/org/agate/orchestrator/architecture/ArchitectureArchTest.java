package org.agate.orchestrator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.stream.Stream;
import org.agate.optimizer.violation.OptimizerThatTalks;
import org.agate.orchestrator.violation.EntityLeak;
import org.agate.orchestrator.violation.Sloppy;
import org.agate.orchestrator.violation.StatefulResource;
import org.agate.robot.conformance.violation.KitThatCheats;
import org.agate.sim.violation.SimThatCommands;
import org.agate.workflows.violation.WorkflowThatTouchesTheWire;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The dependency arrows and the house rules. Every rule has a class that breaks it, to prove that it bites.
class ArchitectureArchTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.agate");

    private static final String[] FRAMEWORKS = {"io.quarkus..", "jakarta..", "org.apache.camel..", "org.hibernate.."};

    static final ArchRule OPTIMIZER_IS_PURE = noClasses()
            .that()
            .resideInAPackage("org.agate.optimizer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.agate.robot..",
                    "org.agate.workflows..",
                    "org.agate.vision..",
                    "org.agate.analysis..",
                    "org.agate.sim..",
                    "org.agate.orchestrator..",
                    "java.io..",
                    "java.nio..",
                    "java.net..");

    static final ArchRule LIBRARIES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.agate.optimizer..",
                    "org.agate.vision..",
                    "org.agate.analysis..",
                    "org.agate.robot..",
                    "org.agate.sim..",
                    "org.agate.workflows.quantity..",
                    "org.agate.workflows.definition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    static final ArchRule VISION_KNOWS_ITSELF_ALONE = noClasses()
            .that()
            .resideInAPackage("org.agate.vision..")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are of another module",
                    other -> other.getPackageName().startsWith("org.agate")
                            && !other.getPackageName().startsWith("org.agate.vision")));

    static final ArchRule WORKFLOWS_KNOW_ONLY_THE_DEVICE_CONTRACT = noClasses()
            .that()
            .resideInAPackage("org.agate.workflows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.agate.robot.mqtt..",
                    "org.agate.robot.wire..",
                    "org.agate.robot.sdk..",
                    "org.agate.robot.controller..",
                    "org.agate.optimizer..",
                    "org.agate.vision..",
                    "org.agate.sim..",
                    "org.agate.orchestrator..");

    static final ArchRule THE_TWIN_SPEAKS_AS_A_DEVICE = noClasses()
            .that()
            .resideInAPackage("org.agate.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.agate.robot.controller..",
                    "org.agate.robot.mqtt..",
                    "org.agate.workflows..",
                    "org.agate.vision..",
                    "org.agate.optimizer..",
                    "org.agate.orchestrator..");

    static final ArchRule THE_KIT_JUDGES_FROM_OUTSIDE = noClasses()
            .that()
            .resideInAPackage("org.agate.robot.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.agate.robot.sdk..",
                    "org.agate.robot.controller..",
                    "org.agate.robot.family..",
                    "org.agate.robot.camera..");

    static final ArchRule ONLY_THE_COMPOSITION_ROOT_KNOWS_THE_TWIN = noClasses()
            .that()
            .resideInAPackage("org.agate..")
            .and()
            .resideOutsideOfPackages(
                    "org.agate.sim..",
                    "org.agate.orchestrator.lab..",
                    "org.agate.orchestrator.chaos..",
                    "org.agate.orchestrator.dryrun..",
                    "org.agate.orchestrator.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.agate.sim..");

    static final ArchRule THE_CLIENT_LIBRARY_STAYS_BEHIND_ITS_PORT = noClasses()
            .that()
            .resideOutsideOfPackage("org.agate.robot.mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..");

    static final ArchRule OPENCV_STAYS_WHERE_IMAGES_ARE = noClasses()
            .that()
            .resideOutsideOfPackages("org.agate.vision..", "org.agate.sim.camera..", "org.agate.robot.camera..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.opencv..");

    static final ArchRule RESOURCES_DO_NOT_TOUCH_THE_DATABASE = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EntityManager.class);

    static final ArchRule ENTITIES_STAY_HOME =
            classes().that().haveSimpleNameEndingWith("Entity").should().bePackagePrivate();

    static final ArchRule TIME_AND_CHANCE_COME_IN_FROM_OUTSIDE = noClasses()
            .that()
            .resideOutsideOfPackages("org.agate.orchestrator.cli..")
            .and()
            .doNotHaveFullyQualifiedName("org.agate.orchestrator.Sources")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(java.util.Random.class);

    static final ArchRule NO_FIELD_IS_INJECTED = fields().should().notBeAnnotatedWith(Inject.class);

    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .that()
            .resideOutsideOfPackage("org.agate.orchestrator.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..");

    static final ArchRule NO_EMPTY_WORDS =
            noClasses().should().haveNameMatching(".*(Impl|Base|Manager|Helper|Util|Utils|Common)$");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(OPTIMIZER_IS_PURE, OptimizerThatTalks.class),
                Arguments.of(LIBRARIES_KNOW_NO_FRAMEWORK, OptimizerThatTalks.class),
                Arguments.of(VISION_KNOWS_ITSELF_ALONE, org.agate.vision.violation.VisionThatOptimizes.class),
                Arguments.of(WORKFLOWS_KNOW_ONLY_THE_DEVICE_CONTRACT, WorkflowThatTouchesTheWire.class),
                Arguments.of(THE_TWIN_SPEAKS_AS_A_DEVICE, SimThatCommands.class),
                Arguments.of(THE_KIT_JUDGES_FROM_OUTSIDE, KitThatCheats.class),
                Arguments.of(ONLY_THE_COMPOSITION_ROOT_KNOWS_THE_TWIN, Sloppy.class),
                Arguments.of(THE_CLIENT_LIBRARY_STAYS_BEHIND_ITS_PORT, Sloppy.class),
                Arguments.of(OPENCV_STAYS_WHERE_IMAGES_ARE, Sloppy.class),
                Arguments.of(RESOURCES_DO_NOT_TOUCH_THE_DATABASE, StatefulResource.class),
                Arguments.of(ENTITIES_STAY_HOME, EntityLeak.LeakedEntity.class),
                Arguments.of(TIME_AND_CHANCE_COME_IN_FROM_OUTSIDE, Sloppy.class),
                Arguments.of(NO_FIELD_IS_INJECTED, StatefulResource.class),
                Arguments.of(NOTHING_IS_PRINTED, Sloppy.class),
                Arguments.of(NO_EMPTY_WORDS, org.agate.orchestrator.violation.SampleManager.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHoldsAndBites(ArchRule rule, Class<?> violator) {
        rule.check(MAIN);
        var violation = new ClassFileImporter().importClasses(violator);
        assertThatThrownBy(() -> rule.check(violation)).isInstanceOf(AssertionError.class);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.agate.optimizer.(*)..").should().beFreeOfCycles().check(MAIN);
        slices().matching("org.agate.robot.(*)..").should().beFreeOfCycles().check(MAIN);
        slices().matching("org.agate.workflows.(*)..").should().beFreeOfCycles().check(MAIN);
        slices().matching("org.agate.vision.(*)..").should().beFreeOfCycles().check(MAIN);
        slices().matching("org.agate.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyPackageIsNullMarkedAndDescribed() {
        var bare = MAIN.stream()
                .map(type -> type.getPackage())
                .filter(each -> !each.getName().contains(".db."))
                .filter(each -> each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .map(each -> each.getName())
                .distinct()
                .toList();
        assertThat(bare).isEmpty();
    }

    @Test
    void theClosedFamiliesAreSealed() {
        for (var family : java.util.List.of(
                org.agate.robot.device.DeviceEvent.class,
                org.agate.robot.device.Instruction.class,
                org.agate.robot.wire.Site.class,
                org.agate.optimizer.space.Parameter.class,
                org.agate.vision.inference.Inference.class,
                org.agate.workflows.action.ActionOutcome.class,
                org.agate.orchestrator.run.RunOutcome.class,
                org.agate.orchestrator.observation.Assay.class)) {
            assertThat(family.isSealed()).as(family.getName()).isTrue();
        }
    }
}
