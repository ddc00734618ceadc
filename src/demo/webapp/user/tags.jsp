<%-- SPDX-License-Identifier: Apache-2.0 --%>
<%@ page contentType="text/html; charset=UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="passkey" uri="ee.passkeys.tags" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>The elements in a JSP</title>
  <link rel="icon" href="${pageContext.request.contextPath}/passkeys/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${pageContext.request.contextPath}/passkeys/passkeys.css">
  <link rel="stylesheet" href="${pageContext.request.contextPath}/assets/demo.css">
</head>
<body class="passkey-page">
  <header class="demo-bar">
    <a class="demo-brand" href="${pageContext.request.contextPath}/"><img src="${pageContext.request.contextPath}/passkeys/icon.svg" alt="" width="28" height="28"> Passkeys demo</a>
    <nav class="demo-nav" aria-label="Main">
      <a class="passkey-link" href="${pageContext.request.contextPath}/user/">Your page</a>
    </nav>
  </header>
  <main class="passkey-page-main">
    <h1>The elements in a JSP</h1>
    <p class="passkey-page-lead">Each element of this page is one tag. The first tag brings the script.</p>
    <section class="demo-card" aria-labelledby="list-title">
      <h2 id="list-title">Your passkeys</h2>
      <passkey:list/>
    </section>
    <section class="demo-card" aria-labelledby="create-title">
      <h2 id="create-title">One more</h2>
      <passkey:create/>
    </section>
    <section class="demo-card" aria-labelledby="confirm-title">
      <h2 id="confirm-title">Confirm that it is you</h2>
      <passkey:sign-in step-up="true" return-to="${pageContext.request.contextPath}/user/"/>
    </section>
  </main>
</body>
</html>
