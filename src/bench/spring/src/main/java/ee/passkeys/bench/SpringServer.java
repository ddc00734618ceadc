// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.bench;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.provisioning.JdbcUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** Passkeys of Spring Security as its manual sets them up, with all stores in a database and no token against CSRF. */
@SpringBootApplication
public class SpringServer {

    public static void main(String[] arguments) {
        SpringApplication.run(SpringServer.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, @Value("${server.port}") int port) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults())
                .webAuthn(passkeys ->
                        passkeys.rpName("Bench").rpId("localhost").allowedOrigins("http://localhost:" + port))
                .build();
    }

    @Bean
    JdbcUserDetailsManager users(DataSource dataSource) {
        return new JdbcUserDetailsManager(dataSource);
    }

    @Bean
    PublicKeyCredentialUserEntityRepository entities(JdbcOperations database) {
        return new JdbcPublicKeyCredentialUserEntityRepository(database);
    }

    @Bean
    UserCredentialRepository credentials(JdbcOperations database) {
        return new JdbcUserCredentialRepository(database);
    }
}
