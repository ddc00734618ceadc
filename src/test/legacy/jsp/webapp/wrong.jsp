<%-- SPDX-License-Identifier: Apache-2.0 --%><%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %><!DOCTYPE html>
<html lang="de"><head><title>Das war falsch</title></head>
<body><h1>Das war falsch, bitte noch einmal für Sie:</h1>
<form action="<%= response.encodeURL("j_security_check") %>" method="post"><p><input name="j_username" autocomplete="username">
<input type="password" name="j_password"><input type="submit"></p></form></body></html>
