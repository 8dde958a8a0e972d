package org.agate.workflows.camel;

import org.agate.workflows.journal.StepGate;
import org.agate.workflows.journal.StepJournal;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.jspecify.annotations.Nullable;

/// Journals every `step`, and keeps track of where in the file an exchange is.
///
/// Add it to the context before routes are built: a missing journal would be silent.
public final class JournalInterceptor implements InterceptStrategy {

    private final StepJournal journal;
    private final StepGate gate;

    public JournalInterceptor(StepJournal journal, StepGate gate) {
        this.journal = journal;
        this.gate = gate;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        boolean cleanUp = isCleanUp(node);
        return switch (node) {
            case StepDefinition step -> new JournaledStep(target, journal, gate, step.getId(), cleanUp);
            case SplitDefinition split -> new PathFrame(target, split.getId(), Exchange.SPLIT_INDEX, cleanUp);
            case LoopDefinition loop -> new PathFrame(target, loop.getId(), Exchange.LOOP_INDEX, cleanUp);
            case MulticastDefinition multicast ->
                new PathFrame(target, multicast.getId(), Exchange.MULTICAST_INDEX, cleanUp);
            case ToDefinition to when to.hasCustomIdAssigned() -> new PathFrame(target, to.getId(), null, cleanUp);
            default -> target;
        };
    }

    private static boolean isCleanUp(NamedNode node) {
        for (@Nullable NamedNode at = node; at != null; at = at.getParent()) {
            if (at instanceof FinallyDefinition) {
                return true;
            }
        }
        return false;
    }
}
