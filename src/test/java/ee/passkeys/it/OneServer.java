// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Lets all test classes that deploy the same archive share one Payara Micro, where it is the server of the tests: its adapter would start
 * one for each class. Found by Arquillian as a service.
 */
public final class OneServer implements LoadableExtension {

    private static final String ADAPTER =
            "fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer";

    @Override
    public void register(ExtensionBuilder builder) {
        if (Validate.classExists(ADAPTER)) {
            builder.override(DeployableContainer.class, PayaraMicroDeployableContainer.class, SharedPayaraMicro.class);
        }
    }

    /** Payara Micro that runs on until another archive is deployed or all tests are done. */
    public static final class SharedPayaraMicro extends PayaraMicroDeployableContainer {

        private String running = "";
        private ProtocolMetaData metaData;

        @Override
        public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
            if (!archive.getName().equals(running)) {
                end();
                metaData = super.deploy(archive);
                running = archive.getName();
            }
            return metaData;
        }

        @Override
        public void undeploy(Archive<?> archive) {
            // the next test class may want it
        }

        @Override
        public void stop() throws LifecycleException {
            try {
                end();
            } catch (DeploymentException e) {
                throw new LifecycleException("the server cannot be ended", e);
            }
        }

        private void end() throws DeploymentException {
            if (!running.isEmpty()) {
                running = "";
                super.undeploy((Archive<?>) null);
            }
        }
    }
}
