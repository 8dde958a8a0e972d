package org.agate.orchestrator.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/// Which fields of a record may be null, by its type annotations (JSpecify).
///
/// A schema does not say which class it was made from: it is the record of the same simple name and the same fields.
final class RecordFields {

    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName CREATOR = DotName.createSimple("com.fasterxml.jackson.annotation.JsonCreator");
    private static final DotName PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName SERIALIZE =
            DotName.createSimple("com.fasterxml.jackson.databind.annotation.JsonSerialize");
    private static final DotName OPTIONAL = DotName.createSimple(Optional.class);

    private final Map<String, List<ClassInfo>> records = new HashMap<>();

    RecordFields(IndexView index) {
        index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .forEach(each -> records.merge(each.simpleName(), List.of(each), RecordFields::both));
    }

    private static List<ClassInfo> both(List<ClassInfo> one, List<ClassInfo> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }

    /// @param schema its name: that of the record, maybe with a number
    /// @param properties the fields of the schema
    /// @return the fields that may be null or left out; empty when no record has just these fields
    Optional<Set<String>> of(String schema, Set<String> properties) {
        var name = schema.replaceFirst("\\d+$", "");
        var matching = records.getOrDefault(name, List.of()).stream()
                .filter(each ->
                        properties.containsAll(names(each)) && getters(each).containsAll(others(each, properties)))
                .toList();
        // Two records that look alike are told apart by nothing: a field is required when it is in both.
        return matching.stream().map(each -> optional(each, properties)).reduce((one, other) -> {
            var all = new HashSet<>(one);
            all.addAll(other);
            return all;
        });
    }

    private static Set<String> names(ClassInfo type) {
        var names = new HashSet<String>();
        type.recordComponents().forEach(component -> names.add(named(type, component)));
        return names;
    }

    /// What a record says beside its components may be left out.
    private static Set<String> optional(ClassInfo type, Set<String> properties) {
        var optional = nullable(type);
        optional.addAll(others(type, properties));
        return optional;
    }

    private static Set<String> others(ClassInfo type, Set<String> properties) {
        var others = new HashSet<>(properties);
        others.removeAll(names(type));
        return others;
    }

    /// What a record says beside its components, such as `intact` for a method isIntact.
    private static Set<String> getters(ClassInfo type) {
        var names = new HashSet<String>();
        type.methods().stream()
                .map(MethodInfo::name)
                .filter(name -> name.matches("is[A-Z].*"))
                .forEach(name -> names.add(Character.toLowerCase(name.charAt(2)) + name.substring(3)));
        return names;
    }

    /// A request may leave out what its creator has a default for.
    private static Set<String> nullable(ClassInfo type) {
        var nullable = new HashSet<String>();
        type.recordComponents().stream()
                .filter(component -> isNullable(component.type()) || isRaw(type, component))
                .forEach(component -> nullable.add(named(type, component)));
        type.methods().stream()
                .filter(method -> method.hasAnnotation(CREATOR))
                .map(MethodInfo::parameters)
                .flatMap(List::stream)
                .filter(parameter -> isNullable(parameter.type()))
                .forEach(parameter -> nullable.add(String.valueOf(parameter.name())));
        return nullable;
    }

    /// The name in JSON.
    private static String named(ClassInfo type, RecordComponentInfo component) {
        var given = type.field(component.name()).annotation(PROPERTY);
        return given == null ? component.name() : given.value().asString();
    }

    /// A text that is JSON already is null while it is empty.
    private static boolean isRaw(ClassInfo type, RecordComponentInfo component) {
        return type.field(component.name()).hasAnnotation(SERIALIZE);
    }

    private static boolean isNullable(Type type) {
        return type.name().equals(OPTIONAL)
                || type.annotations().stream().map(AnnotationInstance::name).anyMatch(NULLABLE::equals);
    }
}
