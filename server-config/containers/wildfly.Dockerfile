# SPDX-License-Identifier: Apache-2.0
# A WAR with passkeys on WildFly. Build it at the top of the project, beside your WAR:
#   docker build --file server-config/containers/wildfly.Dockerfile --build-arg WAR=shop.war --tag shop .
FROM eclipse-temurin:17-jdk AS with-passkeys
ARG WAR=shop.war
ARG JAR=target/passkeys-ee-0.1.0-SNAPSHOT-all.jar
COPY ${WAR} /build/application.war
COPY ${JAR} /build/passkeys-ee.jar
RUN java -jar /build/passkeys-ee.jar add /build/application.war -o /build/shop.war

FROM quay.io/wildfly/wildfly:39.0.1.Final-jdk17
COPY --from=with-passkeys --chown=jboss /build/shop.war /opt/jboss/wildfly/standalone/deployments/shop.war
COPY --chown=jboss server-config/wildfly /opt/passkeys
# The driver of the database, from beside your WAR: database.driver in passkeys.properties.
COPY --chown=jboss postgresql.jar /opt/passkeys/postgresql.jar
# A filled copy of passkeys.properties comes from /run/secrets. The scripts change the configuration before each start, and only where something is missing.
CMD ["sh", "-c", "cd /opt/passkeys && for script in data-source settings; do \
     JAVA_OPTS=-Djboss.cli.rc=offline.cli /opt/jboss/wildfly/bin/jboss-cli.sh --resolve-parameter-values \
     --properties=/run/secrets/passkeys.properties --file=$script.cli || exit 1; done && \
     exec /opt/jboss/wildfly/bin/standalone.sh -b 0.0.0.0"]
