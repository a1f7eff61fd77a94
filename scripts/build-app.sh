# shellcheck shell=bash
# Builds the frontend if its sources changed since the last build. Source it after setup.sh.

app_fingerprint() {
  (cd "$REPO_ROOT" && node scripts/lib/fingerprint.mjs packages/app/src packages/app/public packages/app/package.json \
    plugins/security-incidents/src plugins/security-incidents/config.d.ts plugins/security-incidents/package.json \
    plugins/security-incidents-common/src \
    yarn.lock app-config.yaml)
}

app_build() {
  local stamp_file="$REPO_ROOT/packages/app/dist/.build-stamp" log="$TOOLCHAIN_DIR/app-build.log"
  [ "$(cat "$stamp_file" 2>/dev/null)" = "$(app_fingerprint)" ] && return 0
  say "Building the frontend (about a minute, and only when it changed)."
  if ! (cd "$REPO_ROOT" && CI=1 yarn workspace app build >"$log" 2>&1 </dev/null); then
    tail -n 30 "$log" >&2
    complain "The frontend did not build: see the lines above, or the whole log in $log."
    return 1
  fi
  app_fingerprint >"$stamp_file"
}

with_lock "$TOOLCHAIN_DIR/app-build.lock" app_build || return 1
