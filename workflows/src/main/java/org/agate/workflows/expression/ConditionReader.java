package org.agate.workflows.expression;

import java.util.regex.Pattern;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Condition.Operand;
import org.agate.workflows.expression.Condition.Operator;

/// Reads a condition from the left: comparisons, then `&&`, then `||`. Used once.
final class ConditionReader {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
    private static final Pattern WORD = Pattern.compile("(?:true|false|null)\\b");

    private final String text;
    private int at;

    ConditionReader(String text) {
        this.text = text;
    }

    Condition read() {
        var condition = either();
        skip();
        if (at < text.length()) {
            throw malformed("%s is not understood".formatted(text.substring(at)));
        }
        return condition;
    }

    private Condition either() {
        var left = both();
        while (takes("||")) {
            left = new Condition.Either(left, both());
        }
        return left;
    }

    private Condition both() {
        var left = compared();
        while (takes("&&")) {
            left = new Condition.Both(left, compared());
        }
        return left;
    }

    private Condition compared() {
        var left = operand();
        for (var operator : Operator.values()) {
            if (takes(operator.written())) {
                return new Condition.Compared(left, operator, operand());
            }
        }
        return new Condition.True(left);
    }

    private Operand operand() {
        skip();
        if (text.startsWith("${", at) || text.startsWith("$simple{", at)) {
            int end = text.indexOf('}', at);
            var named = end < 0
                    ? null
                    : Template.parse(text.substring(at, end + 1)).alone().orElse(null);
            if (named == null) {
                throw malformed("a brace is not closed");
            }
            at = end + 1;
            return new Operand.Named(named);
        }
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            return quoted(text.charAt(at));
        }
        var number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return new Operand.Literal(Double.valueOf(number.group()));
        }
        var word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            at = word.end();
            return new Operand.Literal(word.group().equals("null") ? null : Boolean.valueOf(word.group()));
        }
        throw malformed("a value is missing at character %d".formatted(at + 1));
    }

    private Operand quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw malformed("a quote is not closed");
        }
        var inside = text.substring(at + 1, end);
        at = end + 1;
        var template = Template.parse(inside);
        if (template.references().isEmpty()) {
            return new Operand.Literal(inside);
        }
        return new Operand.Named(template.alone().orElseThrow(() -> malformed("a quoted text mixes values and text")));
    }

    private boolean takes(String word) {
        skip();
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private WorkflowInvalid malformed(String why) {
        return new WorkflowInvalid(
                "workflow.expression.malformed",
                "The condition (%s) cannot be read: %s.".formatted(text, why),
                "Maybe write it like ${variable.mass} > '100 mg', with texts in quotes and && or || between.");
    }
}
