// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.doctor.cure.Cures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The {@code web.xml} that goes with our jar, where the one of the WAR does not do: its {@code absolute-ordering} leaves the jar out. */
final class WebXmlCopy {

    private WebXmlCopy() {}

    /** The one with our fragment in its order; empty where that of the WAR does. */
    static Optional<NewEntry> with(War war) throws IOException, RefusedException {
        if (!war.webXml().leavesOut(Cures.FRAGMENT)) {
            return Optional.empty();
        }
        Optional<byte[]> copy = Ordering.with(war.webXmlBytes());
        if (copy.isEmpty() || read(copy.get()).leavesOut(Cures.FRAGMENT)) {
            throw new RefusedException("The absolute-ordering in the " + War.WEB_XML + " of " + war.file()
                    + " omits passkeys, and this tool cannot change it. Add this line to it: <name>"
                    + Cures.FRAGMENT + "</name>");
        }
        return Optional.of(NewEntry.inPlaceOf(war.webXmlEntry(), copy.get()));
    }

    /** The one without our fragment in its order; empty where that of the WAR does not name it as we do. */
    static Optional<NewEntry> without(War war) throws IOException {
        if (!war.webXml().lists(Cures.FRAGMENT)) {
            return Optional.empty();
        }
        return Ordering.without(war.webXmlBytes()).map(bytes -> NewEntry.inPlaceOf(war.webXmlEntry(), bytes));
    }

    private static WebXml read(byte[] bytes) throws RefusedException {
        try {
            return WebXml.read(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException e) {
            throw new RefusedException(War.WEB_XML + " cannot be changed: " + e.getMessage());
        }
    }
}
