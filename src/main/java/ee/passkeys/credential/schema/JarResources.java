// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;

/**
 * Resources of Liquibase in the jar of Passkeys EE. Its own way searches the whole class path, and stops at a file that is there twice, as
 * its schemas are where the application has a Liquibase too.
 */
public final class JarResources extends AbstractResourceAccessor {

    @Override
    public List<Resource> getAll(String path) throws IOException {
        String name = path.replaceFirst("^/", "");
        URL file = JarResources.class.getClassLoader().getResource(name);
        return file == null ? List.of() : List.of(new JarFile(name, file));
    }

    /** Our changelog names each of its files. */
    @Override
    public List<Resource> search(String path, boolean recursive) throws IOException {
        return getAll(path);
    }

    @Override
    public List<String> describeLocations() {
        return List.of("the jar of Passkeys EE");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static final class JarFile extends AbstractResource {

        private final URL file;

        JarFile(String path, URL file) throws IOException {
            super(path, uri(file));
            this.file = file;
        }

        private static URI uri(URL file) throws IOException {
            try {
                return file.toURI();
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }

        /** Without a cache, which would keep the jar open after the application is undeployed. */
        @Override
        public InputStream openInputStream() throws IOException {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Resource resolve(String other) {
            return at(resolvePath(other));
        }

        @Override
        public Resource resolveSibling(String other) {
            return at(resolveSiblingPath(other));
        }

        private static Resource at(String path) {
            try {
                return new JarResources()
                        .getAll(path).stream().findFirst().orElseThrow(() -> new FileNotFoundException(path));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
