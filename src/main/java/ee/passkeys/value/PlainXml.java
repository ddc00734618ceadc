// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads descriptors such as {@code web.xml}, which come with applications of others: nothing but what is written in them, no document type
 * and no entities that lie elsewhere. It is the reader of the JDK, whatever else an application has brought.
 */
public final class PlainXml {

    private PlainXml() {}

    /**
     * Begins to read. A text comes in one piece, however it is written.
     *
     * @param xml the descriptor; it is not closed
     * @return a reader at its beginning
     * @throws XMLStreamException when it cannot be read
     */
    public static XMLStreamReader reader(InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(xml);
    }
}
