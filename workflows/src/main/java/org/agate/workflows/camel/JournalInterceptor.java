package org.agate.workflows.camel;

import org.agate.workflows.journal.StepJournal;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;

/// Journals every `step`, and keeps track of where in the file an exchange is.
///
/// Add it to the context before routes are built: a missing journal would be silent.
public final class JournalInterceptor implements InterceptStrategy {

    private final StepJournal journal;

    public JournalInterceptor(StepJournal journal) {
        this.journal = journal;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        return switch (node) {
            case StepDefinition step -> new JournaledStep(target, journal, step.getId());
            case SplitDefinition split -> new PathFrame(target, split.getId(), Exchange.SPLIT_INDEX);
            case LoopDefinition loop -> new PathFrame(target, loop.getId(), Exchange.LOOP_INDEX);
            case MulticastDefinition multicast -> new PathFrame(target, multicast.getId(), Exchange.MULTICAST_INDEX);
            case ToDefinition to when to.hasCustomIdAssigned() -> new PathFrame(target, to.getId(), null);
            default -> target;
        };
    }
}
