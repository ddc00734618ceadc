// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.archive;
import static ee.passkeys.install.TestArchives.classSaying;
import static ee.passkeys.install.TestArchives.classUsing;
import static ee.passkeys.install.TestArchives.replace;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.install.war.Library;
import ee.passkeys.install.zip.RefusedException;
import ee.passkeys.install.zip.Zip;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused changes nothing, and says what to do instead. */
class RefusalTest {

    @TempDir
    Path directory;

    private Path shop() {
        return directory.resolve("shop.war");
    }

    @Nested
    class OfWhatIsNoWar {

        @Test
        void refusesWhatIsNotThere() throws Exception {
            refuses("add", directory.resolve("none.war"))
                    .contains(" does not exist. ")
                    .contains("Give the path");
        }

        @Test
        void refusesDirectory() throws Exception {
            refuses("add", Files.createDirectory(shop()))
                    .contains("is a directory")
                    .contains("WEB-INF/lib/");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "PK", "This is a text that is longer than the shortest ZIP file there can be."})
        void refusesWhatIsNoZip(String text) throws Exception {
            refuses("add", Files.writeString(shop(), text))
                    .contains("not a ZIP file")
                    .contains("Pack the WAR again");
        }

        @Test
        void refusesEarByItsDescriptor() throws Exception {
            Path ear =
                    archive().with("META-INF/application.xml", "<application/>").in(shop());
            refuses("add", ear).contains("is an EAR").contains("Extract the WAR");
        }

        @Test
        void refusesEarByTheWarInIt() throws Exception {
            refuses("add", archive().with("web.war", "").in(shop())).contains("is an EAR");
        }

        @Test
        void refusesJar() throws Exception {
            refuses("add", archive().with("a/A.class", "").in(shop())).contains("is a jar, not a WAR");
        }

        @Test
        void refusesItsOwnJar() throws Exception {
            refuses("add", Files.write(shop(), TestArchives.passkeys("1.0"))).contains("is a jar, not a WAR");
        }

        @Test
        void refusesAnyOtherZip() throws Exception {
            refuses("add", archive().with("index.html", "").in(shop())).contains("without WEB-INF/");
        }

        @Test
        void refusesWebXmlThatIsBroken() throws Exception {
            Path war = war("jakarta").with("WEB-INF/web.xml", "<web-app>").in(shop());
            refuses("add", war)
                    .contains("WEB-INF/web.xml is not well-formed XML in line 1")
                    .contains("Correct it first");
        }
    }

    @Nested
    class OfNamespaces {

        @Test
        void refusesJavaxInTheClassesOfTheApplication() throws Exception {
            refuses("add", war("javax").in(shop())).contains("javax.servlet").contains("Eclipse Transformer");
        }

        @Test
        void refusesJavaxInItsClassesWhateverItsLibrariesUse() throws Exception {
            Path war = war("javax")
                    .with("WEB-INF/lib/a.jar", library("jakarta/servlet/Filter"))
                    .in(shop());
            refuses("add", war).contains("Eclipse Transformer");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"javax/servlet/Filter", "javax/ws/rs/Path", "javax/faces/FacesException", "javax/ejb/EJB"})
        void refusesJavaxInLibrariesWhereNoClassOfTheApplicationTells(String name) throws Exception {
            Path war = archive().with("WEB-INF/lib/a.jar", library(name)).in(shop());
            refuses("add", war).contains("Eclipse Transformer");
        }

        @Test
        void refusesJavaxInAnAnnotation() throws Exception {
            Path war = archive()
                    .with("WEB-INF/classes/A.class", classSaying("Ljavax/servlet/annotation/WebServlet;"))
                    .in(shop());
            refuses("add", war).contains("Eclipse Transformer");
        }

        @Test
        void takesJavaxNamesThatAreTextsOrOfTheJdk() throws Exception {
            Path war = archive()
                    .with("WEB-INF/classes/A.class", classSaying("javax/servlet/resources/web-app_2_3.dtd"))
                    .with("WEB-INF/classes/B.class", classUsing("javax/sql/DataSource"))
                    .with("WEB-INF/classes/C.class", "no class at all")
                    .in(shop());
            CommandLine add = run("add", war);
            assertThat(add.code()).as(add.err()).isEqualTo(Main.DONE);
            assertThat(add.out()).contains("the namespace is not known");
        }

        @Test
        void takesBothNamespacesAndWarnsOfWhereJavaxIs() throws Exception {
            Path war = war("jakarta")
                    .with("WEB-INF/classes/Old.class", classUsing("javax/servlet/Filter"))
                    .with("WEB-INF/lib/old.jar", library("javax/servlet/Filter"))
                    .with("WEB-INF/lib/new.jar", library("jakarta/servlet/Filter"))
                    .in(shop());
            assertThat(run("add", war).out())
                    .contains("Warning: the javax namespace is used too, in WEB-INF/classes, old.jar;");
        }

        @Test
        void asksNothingOfTheLibrariesInOurOwnJar() throws Exception {
            Path war = archive()
                    .with("WEB-INF/lib/p.jar", TestArchives.passkeys("1.0"))
                    .in(shop());
            assertThat(run("add", war).out()).doesNotContain("Warning").contains("the namespace is not known");
        }

        private byte[] library(String uses) {
            return archive().with("lib/Some.class", classUsing(uses)).bytes();
        }
    }

    @Nested
    class OfPasskeysAndSignatures {

        @Test
        void refusesWarThatHasThisVersion() throws Exception {
            Path war = war("jakarta")
                    .with("WEB-INF/lib/p.jar", TestArchives.passkeys(CommandLine.VERSION))
                    .in(shop());
            refuses("add", war)
                    .contains("already contains passkeys, version 1.2.3")
                    .contains("remove it first");
            assertThat(run("inspect", war).code()).isEqualTo(Main.REFUSED);
        }

        @Test
        void refusesStrangerOfTheSameName() throws Exception {
            Path war = war("jakarta")
                    .with("WEB-INF/lib/passkeys-ee-1.2.3-all.jar", "what is it?")
                    .in(shop());
            refuses("add", war).contains("is not a Passkeys EE jar");
        }

        @Test
        void refusesToRemoveWhatIsNotThere() throws Exception {
            refuses("remove", war("jakarta").in(shop())).contains("does not contain a Passkeys EE jar");
        }

        @Test
        void refusesSignedWarUnlessForced() throws Exception {
            Path war = war("jakarta")
                    .with("META-INF/ME.SF", "Signature-Version: 1.0")
                    .in(shop());
            refuses("add", war).contains("is signed").contains("--force");
            assertThat(run("add", war, "--force").code()).isEqualTo(Main.DONE);
            Path added = directory.resolve("shop-passkeys.war");
            refuses("remove", added).contains("is signed");
            assertThat(run("remove", added, "--force").code()).isEqualTo(Main.DONE);
        }
    }

    @Nested
    class OfHostileArchives {

        @ParameterizedTest
        @ValueSource(strings = {"../out", "WEB-INF/../../out", "a/..", "/etc/cron.d/a", "a\\..\\b", "C:/a", "a\0b"})
        void refusesNamesThatLeadOut(String name) throws Exception {
            refuses("add", war("jakarta").with(name, "").in(shop())).contains("could point outside of it");
        }

        @Test
        void takesNamesWithDotsThatLeadNowhere() throws Exception {
            Path war = war("jakarta").with("a..b/...c/.d", "").in(shop());
            assertThat(run("add", war).code()).isEqualTo(Main.DONE);
        }

        @Test
        void refusesTwoEntriesOfOneName() throws Exception {
            Path war = war("jakarta").with("one.txt", "1").with("two.txt", "2").in(shop());
            replace(war, "two.txt", "one.txt");
            refuses("add", war).contains("two entries have the name \"one.txt\"");
        }

        @Test
        void refusesFileAndDirectoryOfOneName() throws Exception {
            refuses("add", war("jakarta").with("one", "1").with("one/", "").in(shop()))
                    .contains("two entries");
        }

        @Test
        void refusesEntryWithTwoNames() throws Exception {
            Path war = war("jakarta").withStored("one.txt", new byte[] {1}).in(shop());
            int local = Files.readString(war, StandardCharsets.ISO_8859_1).indexOf("one.txt");
            put(war, local, "two.txt".getBytes(StandardCharsets.US_ASCII));
            refuses("add", war).contains("two different names");
        }

        @Test
        void refusesEntriesThatShareBytes() throws Exception {
            Path war = war("jakarta").with("one.txt", "1").with("two.txt", "2").in(shop());
            int size = directoryEntry(war, "one.txt") + Zip.ENTRY_COMPRESSED;
            put(war, size, new byte[] {(byte) (Files.readAllBytes(war)[size] + 20)});
            refuses("add", war).contains("two entries overlap").contains("Pack the WAR again");
        }

        @Test
        void refusesEntryLongerThanTheFile() throws Exception {
            Path war = war("jakarta").with("one.txt", "1").in(shop());
            put(war, directoryEntry(war, "one.txt") + Zip.ENTRY_COMPRESSED, new byte[] {0, 0, 0, 0x7f});
            refuses("add", war).contains("an entry is not at the offset in the central directory");
        }

        @Test
        void refusesArchiveBehindOtherBytes() throws Exception {
            Path war = war("jakarta").in(shop());
            byte[] zip = Files.readAllBytes(war);
            Files.writeString(war, "#!/bin/sh\n");
            Files.write(war, zip, StandardOpenOption.APPEND);
            refuses("add", war).contains("the central directory is not at its offset");
        }

        @Test
        void refusesArchiveThatWasCutOff() throws Exception {
            Path war = war("jakarta").in(shop());
            try (FileChannel file = FileChannel.open(war, StandardOpenOption.WRITE)) {
                file.truncate(file.size() - 1);
            }
            refuses("add", war).contains("not a ZIP file");
        }

        @Test
        void doesNotReadWhatWebXmlRefersTo() throws Exception {
            Path secret = Files.writeString(directory.resolve("secret"), "FORM");
            Path war = war("jakarta")
                    .with(
                            "WEB-INF/web.xml",
                            "<!DOCTYPE web-app [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                                    + "<web-app><login-config><auth-method>&x;</auth-method></login-config></web-app>")
                    .in(shop());
            CommandLine add = run("add", war);
            assertThat(add.out() + add.err()).doesNotContain("FORM");
        }

        private void put(Path file, int at, byte[] bytes) throws IOException {
            byte[] all = Files.readAllBytes(file);
            System.arraycopy(bytes, 0, all, at, bytes.length);
            Files.write(file, all);
        }

        /** Where the record of an entry begins in the directory. */
        private int directoryEntry(Path war, String name) throws IOException {
            String latin = Files.readString(war, StandardCharsets.ISO_8859_1);
            return latin.lastIndexOf(name) - Zip.ENTRY_SIZE;
        }
    }

    @Nested
    class OfOutputs {

        @Test
        void neverWritesTheWarThatIsRead() throws Exception {
            Path war = war("jakarta").in(shop());
            Path symbolic = Files.createSymbolicLink(directory.resolve("symbolic.war"), war);
            Path hard = Files.createLink(directory.resolve("hard.war"), war);
            byte[] before = Files.readAllBytes(war);
            for (Path output : new Path[] {war, directory.resolve("./shop.war"), symbolic, hard}) {
                refuses("add", war, "-o", output, "--force").contains("is never changed");
            }
            assertThat(war).hasBinaryContent(before);
            assertThat(symbolic).isSymbolicLink();
        }

        @Test
        void refusesToOverwriteWhatItWroteBefore() throws Exception {
            Path war = war("jakarta").in(shop());
            run("add", war);
            refuses("add", war).contains("shop-passkeys.war already exists");
        }

        @Test
        void refusesDirectories() throws Exception {
            Path war = war("jakarta").in(shop());
            refuses("add", war, "-o", directory, "--force").contains("is a directory");
            refuses("add", war, "-o", directory.resolve("none/a.war")).contains("none does not exist");
        }
    }

    @Nested
    class OfJars {

        @Test
        void refusesToAddTheJarWithoutItsLibraries() throws Exception {
            Path thin = archive()
                    .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                    .with(Library.OUR_CLASS, "")
                    .in(directory.resolve("thin.jar"));
            assertThatThrownBy(() -> PasskeysJar.read(thin)).hasMessageContaining("-all.jar");
        }

        @Test
        void refusesToRunFromClasses() {
            assertThatThrownBy(PasskeysJar::running).hasMessageContaining("java -jar");
        }
    }

    private CommandLine run(Object... words) throws IOException, RefusedException {
        return CommandLine.run(directory, words);
    }

    /** One line on the error stream, exit code 1, and no new file. */
    private AbstractStringAssert<?> refuses(Object... words) throws IOException, RefusedException {
        run("--version");
        String before = files();
        CommandLine refused = run(words);
        assertThat(refused.code()).as(refused.out() + refused.err()).isEqualTo(Main.REFUSED);
        assertThat(refused.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
        return assertThat(refused.err()).hasLineCount(1);
    }

    private String files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList().toString();
        }
    }
}
