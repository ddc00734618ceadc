// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives all accounts another number. */
@WebServlet("/number")
public class NumberServlet extends HttpServlet {

    @Inject
    private NumberedAccounts accounts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        accounts.renumber(request.getParameter("is"));
    }
}
