// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names in the constant pool of a compiled class.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVM Specification §4.4. The Constant Pool</a>
 */
final class ClassFile {

    private static final System.Logger LOG = System.getLogger(ClassFile.class.getName());

    private static final int MAGIC = 0xcafebabe;

    private final Set<Namespace> found = EnumSet.noneOf(Namespace.class);
    private final Set<AuthFeature> traits = EnumSet.noneOf(AuthFeature.class);
    private final Map<Integer, Namespace> names = new HashMap<>();
    private final BitSet classes = new BitSet();

    private ClassFile() {}

    /** Reads the names. The stream is read, not closed; what is no class file has none. */
    static ClassFile read(InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        ClassFile file = new ClassFile();
        try {
            if (in.readInt() == MAGIC) {
                in.readInt();
                file.readPool(in);
            }
        } catch (EOFException | UTFDataFormatException | StreamCorruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "Not a class file", e);
        }
        return file;
    }

    /** The namespaces of which it uses classes. */
    Set<Namespace> namespaces() {
        return found;
    }

    /** What it shows of how users sign in. */
    Set<AuthFeature> traits() {
        return traits;
    }

    private void readPool(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        for (int index = 1; index < size; index++) {
            if (readConstant(in, index)) {
                index++;
            }
        }
        names.forEach((index, namespace) -> {
            if (classes.get(index)) {
                found.add(namespace);
            }
        });
    }

    /** Reads one constant, and says whether it takes two places. */
    private boolean readConstant(DataInputStream in, int index) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 1 -> readText(in.readUTF(), index);
            case 7 -> classes.set(in.readUnsignedShort());
            case 8, 16, 19, 20 -> in.readShort();
            case 15 -> in.skipNBytes(3);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
            case 5, 6 -> in.readLong();
            default -> throw new StreamCorruptedException("unknown constant " + tag);
        }
        return tag == 5 || tag == 6;
    }

    /** A text is the name of a class only when a constant of that kind refers to it. */
    private void readText(String text, int index) {
        for (Namespace namespace : Namespace.values()) {
            if (namespace.isDescribedIn(text)) {
                found.add(namespace);
            } else if (namespace.hasClass(text)) {
                names.put(index, namespace);
            }
        }
        for (AuthFeature trait : AuthFeature.values()) {
            if (trait.isIn(text)) {
                traits.add(trait);
            }
        }
    }
}
