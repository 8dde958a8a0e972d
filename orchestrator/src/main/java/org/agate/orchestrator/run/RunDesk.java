package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import org.agate.orchestrator.operator.Prompts;

/// Brings the runs up in order after a start: what people want of them first, then the runs themselves.
@ApplicationScoped
public class RunDesk {

    private final PublishedWorkflows workflows;
    private final RunControl control;
    private final WorkflowRunner runner;
    private final RunOrders orders;
    private final Prompts prompts;
    private final TransitionWatch transitions;

    RunDesk(
            PublishedWorkflows workflows,
            RunControl control,
            WorkflowRunner runner,
            RunOrders orders,
            Prompts prompts,
            TransitionWatch transitions) {
        this.transitions = transitions;
        this.workflows = workflows;
        this.control = control;
        this.runner = runner;
        this.orders = orders;
        this.prompts = prompts;
    }

    /// What ends from now on ends because the process does: it goes on at the next start.
    public void close() {
        runner.close();
        orders.close();
        prompts.close();
        transitions.close();
    }

    /// Takes up what an earlier start left, and begins to take orders.
    public void open() {
        workflows.open();
        prompts.open();
        control.restore();
        runner.resume();
        runner.bringStraysHome();
        orders.open();
        transitions.open();
    }
}
