// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes orders, and shows those that the clerk has taken. */
public class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient OrderBook book;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("orders", book.takenBy(request.getRemoteUser()));
        request.getRequestDispatcher("/WEB-INF/orders.jsp").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setCharacterEncoding("UTF-8");
        int number = Integer.parseInt(request.getParameter("number"));
        String item = request.getParameter("item");
        if (item.isBlank()) {
            book.tear(number);
        } else {
            book.write(number, item, request.getRemoteUser());
        }
        doGet(request, response);
    }
}
