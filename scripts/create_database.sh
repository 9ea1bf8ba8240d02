#!/bin/sh
# Makes the product's role and database on PostgreSQL's first start (docker-compose.yml). The role is no superuser; it
# creates a role for each client, and may switch to those it created.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE throughline LOGIN CREATEROLE PASSWORD :'password';
ALTER ROLE throughline SET createrole_self_grant = 'set, inherit';
CREATE DATABASE throughline OWNER throughline;
SQL
