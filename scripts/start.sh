#!/usr/bin/env bash
# `yarn start` (or `npm start`): app on http://localhost:3000 and backend on 7007, both with hot reload and demo data.
# Options go to `backstage-cli repo start`; `yarn start backend` starts one package only.
set -u

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh" || exit 1
# shellcheck source=scripts/setup.sh
. "$here/setup.sh" || exit 1
cd "$REPO_ROOT" || exit 1

mkdir -p .demo/development || exit 1
export LOG_LEVEL="${LOG_LEVEL:-warn}"
yarn backstage-cli repo start --config ../../app-config.yaml --config ../../app-config.development.yaml "$@" </dev/null &
servers=$!
trap 'kill "$servers" 2>/dev/null' INT TERM HUP
# npm ends without passing a signal on, so the servers end when npm is gone.
while kill -0 "$servers" 2>/dev/null && kill -0 "$PPID" 2>/dev/null; do
  sleep 1 &
  wait "$!"
done
kill "$servers" 2>/dev/null
wait "$servers"
