package org.agate.robot.conformance;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.agate.robot.conformance.Finding.Verdict;

/// Findings for a build server to read: the XML that JUnit made usual.
public final class JUnitXml {

    private JUnitXml() {}

    public static void write(String device, List<Finding> findings, OutputStream to) {
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "conformance of " + device);
            xml.writeAttribute("tests", String.valueOf(findings.size()));
            xml.writeAttribute("failures", count(findings, Verdict.FAILED));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", count(findings, Verdict.SKIPPED));
            for (var finding : findings) {
                write(device, finding, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The report cannot be written.\nMaybe the disk is full.", e);
        }
    }

    private static String count(List<Finding> findings, Verdict verdict) {
        return String.valueOf(findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .count());
    }

    private static void write(String device, Finding finding, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", device);
        xml.writeAttribute("name", finding.trial());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", finding.seconds()));
        switch (finding.verdict()) {
            case PASSED -> {}
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", legal(finding.why()));
                xml.writeCharacters(legal(FindingsTable.detail(finding)));
                xml.writeEndElement();
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", legal(finding.why()));
            }
        }
        xml.writeEndElement();
    }

    /// Without the characters that XML does not know.
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
