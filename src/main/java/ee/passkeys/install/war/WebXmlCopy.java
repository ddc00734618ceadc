// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.install.zip.NewEntry;
import ee.passkeys.install.zip.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The {@code web.xml} that goes with our jar, where the one of the WAR does not do: its {@code absolute-ordering} leaves the jar out. */
public final class WebXmlCopy {

    private WebXmlCopy() {}

    /**
     * Adds our fragment to the {@code absolute-ordering} of a WAR.
     *
     * @param war the WAR
     * @return the new {@code web.xml}; empty where that of the WAR does not leave the fragment out
     * @throws IOException when the WAR cannot be read
     * @throws RefusedException when the ordering cannot be changed; the message says the line to add
     */
    public static Optional<NewEntry> with(War war) throws IOException, RefusedException {
        if (!war.webXml().leavesOut(Cures.FRAGMENT)) {
            return Optional.empty();
        }
        Optional<byte[]> copy = AbsoluteOrdering.with(war.webXmlBytes());
        if (copy.isEmpty() || read(copy.get()).leavesOut(Cures.FRAGMENT)) {
            throw new RefusedException("The absolute-ordering in the " + War.WEB_XML + " of " + war.file()
                    + " omits passkeys, and this tool cannot change it. Add this line to it: <name>"
                    + Cures.FRAGMENT + "</name>");
        }
        return Optional.of(NewEntry.inPlaceOf(war.webXmlEntry(), copy.get()));
    }

    /**
     * Takes our fragment out of the {@code absolute-ordering} of a WAR.
     *
     * @param war the WAR
     * @return the new {@code web.xml}; empty where the fragment does not stand there as {@link #with} writes it
     * @throws IOException when the WAR cannot be read
     */
    public static Optional<NewEntry> without(War war) throws IOException {
        if (!war.webXml().lists(Cures.FRAGMENT)) {
            return Optional.empty();
        }
        return AbsoluteOrdering.without(war.webXmlBytes()).map(bytes -> NewEntry.inPlaceOf(war.webXmlEntry(), bytes));
    }

    private static WebXml read(byte[] bytes) throws RefusedException {
        try {
            return WebXml.read(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException e) {
            throw new RefusedException(War.WEB_XML + " cannot be changed: " + e.getMessage());
        }
    }
}
