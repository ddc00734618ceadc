# SPDX-License-Identifier: Apache-2.0
# A WAR with passkeys on Payara Micro. Build it at the top of the project, beside your WAR:
#   docker build --file server-config/containers/payara-micro.Dockerfile --build-arg WAR=shop.war --tag shop .
FROM eclipse-temurin:17-jdk AS with-passkeys
ARG WAR=shop.war
ARG JAR=target/passkeys-ee-0.1.0-SNAPSHOT-all.jar
COPY ${WAR} /build/application.war
COPY ${JAR} /build/passkeys-ee.jar
RUN java -jar /build/passkeys-ee.jar add /build/application.war -o /build/shop.war

FROM payara/micro:6.2025.10-jdk17
COPY --from=with-passkeys /build/shop.war /opt/payara/deployments/shop.war
COPY server-config/payara/pre-boot.asadmin /opt/payara/pre-boot.asadmin
# The driver of the database, from beside your WAR.
COPY postgresql.jar /opt/payara/postgresql.jar
# The password comes from a file passkeys-db.password in /run/secrets, all other values from environment variables.
CMD ["--nocluster", "--secretsdir", "/run/secrets", "--addlibs", "/opt/payara/postgresql.jar", \
     "--prebootcommandfile", "/opt/payara/pre-boot.asadmin", \
     "--deploy", "/opt/payara/deployments/shop.war", "--contextroot", "shop"]
