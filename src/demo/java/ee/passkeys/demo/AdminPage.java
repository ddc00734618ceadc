// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The page for administrators: all accounts, to lock and to open again. */
@WebServlet("/admin/")
public class AdminPage extends HttpServlet {

    @Inject
    transient Accounts accounts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Map<String, String>> rows =
                accounts.all().stream().map(AdminPage::row).toList();
        new Page(request, "Accounts").withRows("rows", "admin-row.html", rows).send(response, "admin.html");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String account = request.getParameter("account");
        if (!OwnForms.isFromHere(request) || account == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        accounts.setActive(account, "true".equals(request.getParameter("active")));
        response.sendRedirect(request.getContextPath() + "/admin/");
    }

    private static Map<String, String> row(Account account) {
        return Map.of(
                "account", account.name(),
                "display-name", account.displayName(),
                "roles", String.join(", ", new TreeSet<>(account.roles())),
                "state", account.active() ? "active" : "locked",
                "next", String.valueOf(!account.active()),
                "action", account.active() ? "Lock" : "Unlock");
    }
}
