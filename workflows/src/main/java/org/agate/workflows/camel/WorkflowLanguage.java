package org.agate.workflows.camel;

import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Condition;
import org.agate.workflows.expression.Reference.Values;
import org.agate.workflows.expression.Template;
import org.agate.workflows.quantity.Quantity;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/// The language of workflow routes: what people write as `simple`, read by our own grammar.
///
/// It knows variables, the body and counters, and nothing that could give something else after a restart or read what
/// is none of a workflow's business; its comparisons know units.
public final class WorkflowLanguage extends LanguageSupport {

    /// Its name in the routes that Camel is given; people write `simple`.
    public static final String NAME = "agate";

    /// Makes it known.
    public static void install(CamelContext context) {
        var language = new WorkflowLanguage();
        language.setCamelContext(context);
        context.getRegistry().bind(NAME + "-language", language);
    }

    @Override
    public Predicate createPredicate(String text) {
        var condition = Condition.parse(text.trim());
        return new Predicate() {
            @Override
            public boolean matches(Exchange exchange) {
                return condition.holds(new ExchangeValues(exchange));
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    @Override
    public Expression createExpression(String text) {
        var template = Template.parse(text);
        return new Expression() {
            @Override
            public <T> T evaluate(Exchange exchange, Class<T> type) {
                return converted(template.in(new ExchangeValues(exchange)), exchange, type);
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    @SuppressWarnings("NullAway")
    private static <T> T converted(@Nullable Object value, Exchange exchange, Class<T> type) {
        if (value == null) {
            return null;
        }
        // How often a loop runs may come from a parameter, which is a quantity of unit 1.
        var wanted = (type == Integer.class || type == int.class) && value instanceof String text ? whole(text) : value;
        return exchange.getContext().getTypeConverter().convertTo(type, exchange, wanted);
    }

    private static int whole(String text) {
        double number = Quantity.parse(text).in("1");
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new WorkflowInvalid(
                    "workflow.type", "(%s) is not a whole number.".formatted(text), "Maybe declare type: integer.");
        }
        return (int) number;
    }

    private record ExchangeValues(Exchange exchange) implements Values {

        @Override
        public @Nullable Object variable(String name) {
            return exchange.getVariable(name);
        }

        @Override
        public @Nullable Object body() {
            return exchange.getMessage().getBody();
        }

        @Override
        public @Nullable Object counter(String name) {
            return exchange.getProperty(name);
        }
    }
}
