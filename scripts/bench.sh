#!/usr/bin/env bash
# `npm run bench [-- options]`: the benchmark under test/bench, on a throw-away PostgreSQL.
set -u

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh" || exit 1
# shellcheck source=scripts/setup.sh
. "$here/setup.sh" || exit 1
cd "$REPO_ROOT" || exit 1

# The growth table needs no database.
if [ "${1-}" = --growth ]; then
  exec node --require @backstage/cli/config/nodeTransform.cjs test/bench/growth.ts
fi
# Deliveries of detections, under load and in a storm.
if [ "${1-}" = --detections ]; then
  shift
  exec node "$here/pg-run.mjs" node --require @backstage/cli/config/nodeTransform.cjs test/bench/detections/index.ts "$@"
fi
exec node "$here/pg-run.mjs" node --require @backstage/cli/config/nodeTransform.cjs test/bench/index.ts "$@"
