#!/usr/bin/env bash
# `npm test`: everything that must hold. `npm test -- static`, `-- unit` or `-- e2e` runs one part.
# The last line is `N passed, N failed`: each static check and each test counts as one.
set -u

part="${1:-all}"
case "$part" in
  all | static | unit | e2e) ;;
  *)
    echo "ERROR: unknown part '$part': use static, unit or e2e, or nothing for all." >&2
    exit 2
    ;;
esac

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
passed=0
failed=0
finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}
give_up() {
  failed=$((failed + 1))
  finish
}

. "$here/toolchain.sh" || give_up
. "$here/setup.sh" || give_up
cd "$REPO_ROOT" || give_up
output="$REPO_ROOT/test-output"
mkdir -p "$output"

# check NAME COMMAND...: one static check
check() {
  local name="$1" began=$SECONDS
  shift
  say "$name ..."
  if "$@" >"$output/check.log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    say "$name: passed ($((SECONDS - began)) s)"
  else
    failed=$((failed + 1))
    tail -n 60 "$output/check.log"
    say "$name: FAILED ($((SECONDS - began)) s)"
  fi
}

# count FILE RUNNER: adds the numbers of a JSON report; a missing or empty report is a failure
count() {
  local numbers
  if numbers="$(node "$here/count-results.mjs" "$1" "$2")"; then
    passed=$((passed + ${numbers% *}))
    failed=$((failed + ${numbers#* }))
  else
    failed=$((failed + 1))
  fi
}

if [ "$part" = all ] || [ "$part" = static ]; then
  check 'Types' yarn tsc
  check 'Lint' yarn lint:all
  check 'Format' yarn prettier:check
  # What the packages export and what their tables look like is committed, so that a change of either is seen in review.
  check 'API and SQL reports are those committed' yarn api-reports --ci
  check 'Packages pack' node "$here/check-packages.mjs"
  check 'Configuration of the demo' yarn backstage-cli config:check --lax --config app-config.yaml
  if command -v python3 >/dev/null 2>&1; then
    check 'Chain vectors in a second language' python3 test/fixtures/verify_chain_vectors.py
  else
    say 'Chain vectors in a second language: python3 is not installed; the unit tests check the same vectors.'
  fi
fi

if [ "$part" = all ] || [ "$part" = unit ]; then
  began=$SECONDS
  say 'Tests on SQLite and PostgreSQL ...'
  rm -f "$output/jest.json"
  CI=1 node "$here/pg-run.mjs" yarn backstage-cli repo test --json --outputFile="$output/jest.json" </dev/null
  status=$?
  count "$output/jest.json" jest
  # Backstage leaves a database out in silence when it is not told where it is.
  check 'PostgreSQL took part' grep -q POSTGRES_18 "$output/jest.json"
  say "Tests on SQLite and PostgreSQL: ended with $status ($((SECONDS - began)) s)"
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
fi

if [ "$part" = all ] || [ "$part" = e2e ]; then
  began=$SECONDS
  rm -f "$output/e2e.json"
  say 'End to end in Chromium ...'
  if . "$here/chromium.sh" && . "$here/build-app.sh"; then
    yarn playwright test </dev/null
    status=$?
    count "$output/e2e.json" playwright
    say "End to end in Chromium: ended with $status ($((SECONDS - began)) s)"
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  else
    failed=$((failed + 1))
  fi
fi

finish
