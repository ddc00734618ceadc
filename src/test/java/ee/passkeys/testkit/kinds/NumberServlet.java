// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives all accounts another number, or lets nobody have a name. */
@WebServlet("/number")
public class NumberServlet extends HttpServlet {

    @Inject
    private NumberedAccounts accounts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        if (request.getParameter("is") == null) {
            accounts.rename(request.getParameter("gone"));
        } else {
            accounts.renumber(request.getParameter("is"));
        }
    }
}
