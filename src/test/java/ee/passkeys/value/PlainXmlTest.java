// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A descriptor")
class PlainXmlTest {

    @Test
    void isReadWithItsDocumentTypeUnread() throws XMLStreamException {
        assertThat(text("<!DOCTYPE a PUBLIC \"-//Sun//DTD\" \"http://localhost:1/none.dtd\"><a>shop</a>"))
                .isEqualTo("shop");
    }

    @Test
    void givesATextInOnePieceHoweverItIsWritten() throws XMLStreamException {
        assertThat(text("<a>x<![CDATA[<y>]]> &amp; z</a>")).isEqualTo("x<y> & z");
    }

    @Test
    void bringsInNoFile(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hidden");

        assertThat(read("<!DOCTYPE a [<!ENTITY b SYSTEM \"" + secret.toUri() + "\">]><a>&b;</a>"))
                .isNotEqualTo(Optional.of("hidden"));
    }

    @Test
    void hasNoEntitiesOfItsOwn() {
        assertThat(read("<!DOCTYPE a [<!ENTITY b \"bbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"))
                .isNotEqualTo(Optional.of("bbbbbb"));
    }

    private static Optional<String> read(String xml) {
        try {
            return Optional.of(text(xml));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** The first text after the first element. */
    private static String text(String xml) throws XMLStreamException {
        XMLStreamReader reader = PlainXml.reader(new ByteArrayInputStream(xml.getBytes(UTF_8)));
        while (reader.next() != XMLStreamReader.START_ELEMENT) {}
        reader.next();
        return reader.hasText() && reader.getText() != null ? reader.getText() : "";
    }
}
