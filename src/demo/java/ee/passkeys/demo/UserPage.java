// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page for users: says who they are, as servlet, EJB and JAX-RS resource are told by the container. */
@WebServlet("/user/")
public class UserPage extends HttpServlet {

    @Inject
    transient Accounts accounts;

    @Inject
    transient Desk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Who servlet = Who.of(request);
        Who ejb = desk.who();
        new Page(request, "Your page")
                .with(
                        "display-name",
                        accounts.find(servlet.name()).map(Account::displayName).orElse(servlet.name()))
                .with("servlet-name", servlet.name())
                .with("servlet-roles", servlet.rolesAsText())
                .with("ejb-name", ejb.name())
                .with("ejb-roles", ejb.rolesAsText())
                .send(response, "user.html");
    }
}
