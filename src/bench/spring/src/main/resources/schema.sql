-- SPDX-License-Identifier: Apache-2.0
-- Tables of Spring Security, with keys on the columns that it looks up by.
CREATE TABLE users (username VARCHAR(50) PRIMARY KEY, password VARCHAR(500) NOT NULL, enabled BOOLEAN NOT NULL);
CREATE TABLE authorities (username VARCHAR(50) NOT NULL, authority VARCHAR(50) NOT NULL, PRIMARY KEY (username, authority));
CREATE TABLE user_entities (id VARCHAR(1000) PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE, display_name VARCHAR(200));
CREATE TABLE user_credentials (
  credential_id VARCHAR(1000) PRIMARY KEY,
  user_entity_user_id VARCHAR(1000) NOT NULL,
  public_key BYTEA NOT NULL,
  signature_count BIGINT,
  uv_initialized BOOLEAN,
  backup_eligible BOOLEAN NOT NULL,
  authenticator_transports VARCHAR(1000),
  public_key_credential_type VARCHAR(100),
  backup_state BOOLEAN NOT NULL,
  attestation_object BYTEA,
  attestation_client_data_json BYTEA,
  created TIMESTAMP,
  last_used TIMESTAMP,
  label VARCHAR(1000) NOT NULL
);
CREATE INDEX user_credentials_user ON user_credentials (user_entity_user_id);
