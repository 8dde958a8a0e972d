package org.agate.orchestrator.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to a campaign.
public sealed interface CampaignFact extends Fact {

    long campaign();

    @Override
    default Subject subject() {
        return Subject.campaign(campaign());
    }

    /// A person wants it.
    record Created(long campaign, CampaignPlan plan, boolean simulated) implements CampaignFact {
        @Override
        public String text() {
            return "Campaign %s was created".formatted(plan.name());
        }
    }

    /// The camera has a model.
    record Taught(long campaign, String modelVersion) implements CampaignFact {
        @Override
        public String text() {
            return "The camera measures with model %s".formatted(modelVersion);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// Experiments can begin.
    record Running(long campaign, String name) implements CampaignFact {
        @Override
        public String text() {
            return "Campaign %s asks for its first experiment".formatted(name);
        }
    }

    /// It starts nothing new.
    record Held(long campaign, String why) implements CampaignFact {
        @Override
        public String text() {
            return why;
        }
    }

    /// It goes on.
    record Resumed(long campaign, String why) implements CampaignFact {
        @Override
        public String text() {
            return why;
        }
    }

    /// The optimizer has suggested an experiment.
    ///
    /// @param suggestion its id
    /// @param recipe numbers and labels by name
    /// @param number counts from zero within the campaign
    record Suggested(
            long campaign,
            long suggestion,
            int number,
            Map<String, Object> recipe,
            @Nullable Double predictedMean,
            @Nullable Double predictedSd,
            String reason)
            implements CampaignFact {
        public Suggested {
            recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
        }

        @Override
        public String text() {
            return "Suggestion %d: %s".formatted(number + 1, reason);
        }
    }

    /// The laboratory cannot make what was suggested.
    record Returned(long campaign, Map<String, Object> recipe, String why) implements CampaignFact {
        public Returned {
            recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
        }

        @Override
        public String text() {
            return "A suggestion goes back to the optimizer: %s".formatted(why);
        }
    }

    /// A suggestion has a vial.
    record Begun(long campaign, long suggestion, String sample) implements CampaignFact {
        @Override
        public String text() {
            return "%s is for suggestion %d".formatted(sample, suggestion);
        }

        @Override
        public Subject subject() {
            return Subject.campaign(campaign).sample(sample);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// Enough is measured.
    record Finished(long campaign, String name, String best) implements CampaignFact {
        @Override
        public String text() {
            return "Campaign %s is finished: %s".formatted(name, best);
        }
    }

    /// It cannot go on.
    record Failed(long campaign, String name, String why) implements CampaignFact {
        @Override
        public String text() {
            return "Campaign %s failed: %s".formatted(name, why);
        }
    }
}
