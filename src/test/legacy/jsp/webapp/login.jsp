<%-- SPDX-License-Identifier: Apache-2.0 --%><%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="UTF-8" %><!DOCTYPE html>
<html lang="de"><head><title>Anmelden – Müller &amp; Söhne</title></head>
<BODY BGCOLOR=white><H1>Anmelden</H1>
<FORM METHOD=post ACTION="<%= response.encodeURL("j_security_check") %>">
<P>Name <INPUT TYPE=text NAME=j_username SIZE=20>
<P>Kennwort <INPUT TYPE=password NAME=j_password SIZE=20>
<P><INPUT TYPE=submit VALUE="Anmelden">
</FORM>
<P>Weg: <%= request.getServletPath() %>, von <%= request.getAttribute("jakarta.servlet.forward.servlet_path") %>
</BODY></html>
