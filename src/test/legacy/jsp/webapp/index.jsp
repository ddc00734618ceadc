<%-- SPDX-License-Identifier: Apache-2.0 --%><%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="UTF-8" %><%
  if (request.getParameter("basket") != null) {
    session.setAttribute("basket", request.getParameter("basket"));
  }
%><!DOCTYPE html>
<html lang="de"><head><title>Müller &amp; Söhne</title><link rel="stylesheet" href="style.css"></head>
<body><h1>Müller &amp; Söhne</h1><p>Im Korb: <%= session.getAttribute("basket") %>, Kunde: <%= request.getRemoteUser() %></p></body></html>
