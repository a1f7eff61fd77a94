#!/usr/bin/env bash
# Installs the dependencies if the lockfile or a package.json changed since the last installation.
# Entry scripts source it after scripts/toolchain.sh. It can also be run by itself.

if [ -z "${TOOLCHAIN_DIR:-}" ]; then
  # shellcheck source=scripts/toolchain.sh
  . "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/toolchain.sh" || exit 1
fi

SETUP_STAMP="$REPO_ROOT/node_modules/.setup-stamp"

setup_fingerprint() {
  (cd "$REPO_ROOT" && node scripts/lib/fingerprint.mjs yarn.lock package.json .yarnrc.yml packages/*/package.json plugins/*/package.json)
}

setup_complete() {
  [ -f "$SETUP_STAMP" ] && [ -f "$REPO_ROOT/node_modules/.yarn-state.yml" ] &&
    [ "$(cat "$SETUP_STAMP")" = "$(setup_fingerprint)" ]
}

# Yarn 4 can crash when it repeats a request that failed, so it is started again instead. What it has fetched is kept.
setup_yarn() {
  local attempt
  for attempt in 1 2 3; do
    (cd "$REPO_ROOT" && YARN_HTTP_RETRY=0 YARN_HTTP_TIMEOUT=120000 yarn install --immutable >"$1" 2>&1 </dev/null) && return 0
    say "Installing did not succeed (attempt $attempt of 3)."
  done
  return 1
}

setup_install() {
  setup_complete && return 0
  local log="$TOOLCHAIN_DIR/setup.log" started=$SECONDS fingerprint
  fingerprint="$(setup_fingerprint)"
  say "Installing dependencies from the lockfile (one to two minutes the first time, seconds afterwards)."
  rm -f "$SETUP_STAMP"
  if ! setup_yarn "$log"; then
    tail -n 30 "$log" >&2
    complain "The dependencies could not be installed: the lines above say why (registry not reachable, disk full, or a package.json changed without yarn.lock; then run 'yarn install'). Log: $log"
    return 1
  fi
  printf '%s\n' "$fingerprint" >"$SETUP_STAMP"
  say "Dependencies installed in $((SECONDS - started)) s."
}

setup_complete || with_lock "$TOOLCHAIN_DIR/setup.lock" setup_install ||
  { # shellcheck disable=SC2317 # reached in both ways of running this file
    return 1 2>/dev/null || exit 1
  }
