#!/bin/sh
# Creates Temporal's databases and brings their schema up to date; harmless to repeat.
set -eu
for name in temporal visibility; do
  if [ "$name" = visibility ]; then database=temporal_visibility; else database=temporal; fi
  schema=/etc/temporal/schema/postgresql/v12/$name/versioned
  temporal-sql-tool --database "$database" create || true
  temporal-sql-tool --database "$database" setup-schema -v 0.0 || true
  temporal-sql-tool --database "$database" update-schema -d "$schema"
done
