// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.LdapIdentityStoreDefinition;

/** The programs of our customers sign in at every call; their passwords are in the directory. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "invoices")
@LdapIdentityStoreDefinition(
        url = "#{directory.url}",
        bindDn = "cn=reader,dc=example,dc=com",
        bindDnPassword = "may-look",
        callerBaseDn = "ou=people,dc=example,dc=com",
        callerNameAttribute = "uid",
        groupSearchBase = "ou=groups,dc=example,dc=com",
        groupSearchFilter = "(&(member=%s)(objectClass=groupOfNames))",
        groupNameAttribute = "cn",
        groupMemberAttribute = "member")
public class Security {}
