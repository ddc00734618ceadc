<%-- SPDX-License-Identifier: Apache-2.0 --%><%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %><%
  request.logout();
  session.invalidate();
%><!DOCTYPE html>
<html lang="de"><head><title>Auf Wiedersehen</title></head><body><p>Auf Wiedersehen, <%= request.getRemoteUser() %></p></body></html>
