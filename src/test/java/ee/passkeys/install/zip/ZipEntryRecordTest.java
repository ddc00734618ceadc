// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Entries of files that are longer than four bytes can count. */
class ZipEntryRecordTest {

    private static final long FAR = 5L << 30;
    private static final int FULL = -1;

    @Test
    void readsPlaceAndSizeFromZip64() throws Exception {
        ZipEntryRecord member = ZipEntryRecord.read(entry(FULL, FULL, FULL, FAR + 2, FAR + 1, FAR));
        assertThat(member.name()).isEqualTo("a");
        assertThat(member.compressedSize()).isEqualTo(FAR + 1);
        assertThat(member.offset()).isEqualTo(FAR);
    }

    @Test
    void readsOnlyWhatIsFullFromZip64() throws Exception {
        assertThat(ZipEntryRecord.read(entry(7, 8, FULL, FAR)).offset()).isEqualTo(FAR);
        assertThat(ZipEntryRecord.read(entry(FULL, 8, FULL, FAR, FAR)).compressedSize())
                .isEqualTo(FAR);
        assertThat(ZipEntryRecord.read(entry(7, 8, 9)).offset()).isEqualTo(9);
    }

    @Test
    void movesWhereItIsWritten() throws Exception {
        ZipEntryRecord far = ZipEntryRecord.read(entry(7, 8, FULL, FAR));
        assertThat(ZipEntryRecord.read(far.movedTo(FAR - 1)).offset()).isEqualTo(FAR - 1);
        ZipEntryRecord near = ZipEntryRecord.read(entry(7, 8, 9));
        assertThat(ZipEntryRecord.read(near.movedTo(3)).offset()).isEqualTo(3);
        assertThat(ZipEntryRecord.read(near.movedTo(3_000_000_000L)).offset()).isEqualTo(3_000_000_000L);
    }

    @Test
    void refusesWhatZip64DoesNotTell() {
        assertThatThrownBy(() -> ZipEntryRecord.read(entry(7, 8, FULL))).hasMessageContaining("the central directory");
        assertThatThrownBy(() -> ZipEntryRecord.read(entry(7, 8, FULL, -1)))
                .hasMessageContaining("the central directory");
        assertThatThrownBy(() -> ZipEntryRecord.read(Zip.allocate(3))).hasMessageContaining("the central directory");
    }

    /** The entry of the name "a", with these values of Zip64 behind another extra field. */
    private static ByteBuffer entry(int compressed, int uncompressed, int offset, long... big) {
        int extra = 4 + 2 + (big.length == 0 ? 0 : 4 + Long.BYTES * big.length);
        ByteBuffer entry = Zip.allocate(Zip.ENTRY_SIZE + 1 + extra)
                .putInt(0, Zip.ENTRY)
                .putInt(Zip.ENTRY_COMPRESSED, compressed)
                .putInt(Zip.ENTRY_UNCOMPRESSED, uncompressed)
                .putShort(Zip.ENTRY_NAME_LENGTH, (short) 1)
                .putShort(Zip.ENTRY_EXTRA_LENGTH, (short) extra)
                .putInt(Zip.ENTRY_OFFSET, offset)
                .position(Zip.ENTRY_SIZE)
                .put((byte) 'a')
                .putShort((short) 0x5555)
                .putShort((short) 2)
                .putShort((short) 7);
        if (big.length > 0) {
            entry.putShort((short) Zip.EXTRA_64).putShort((short) (Long.BYTES * big.length));
            for (long value : big) {
                entry.putLong(value);
            }
        }
        return entry.flip();
    }
}
