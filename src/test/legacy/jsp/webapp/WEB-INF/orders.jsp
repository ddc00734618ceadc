<%-- SPDX-License-Identifier: Apache-2.0 --%><%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="UTF-8" import="com.example.orders.CustomerOrder,java.util.List" %><!DOCTYPE html>
<html lang="de"><head><title>Aufträge</title></head>
<body><h1>Aufträge von <%= request.getRemoteUser() %></h1>
<form action="<%= response.encodeURL(request.getContextPath() + "/staff/orders") %>" method="post" accept-charset="UTF-8">
<input name="number"><input name="item"><input type="submit" value="Schreiben"></form>
<ul><% for (Object each : (List<?>) request.getAttribute("orders")) { CustomerOrder order = (CustomerOrder) each; %>
<li><%= order.getNumber() %>: <%= order.getItem() %></li><% } %>
</ul></body></html>
