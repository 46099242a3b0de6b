#!/bin/sh
# First start of PostgreSQL: one role for Temporal (which makes its own databases), one with its database for Penstock.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres <<SQL
create role temporal login createdb password '${TEMPORAL_DATABASE_PASSWORD}';
create role penstock login password '${PENSTOCK_DATABASE_PASSWORD}';
create database penstock owner penstock;
SQL
