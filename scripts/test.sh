#!/usr/bin/env bash
# `npm test`: static checks, unit tests, end-to-end tests. `npm test -- static`, `-- unit` or `-- e2e` runs one part.
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
wants() { [ "$part" = all ] || [ "$part" = "$1" ]; }

# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh" || give_up
# shellcheck source=scripts/setup.sh
. "$here/setup.sh" || give_up
cd "$REPO_ROOT" || give_up
output="$REPO_ROOT/test-output"
mkdir -p "$output"

# check NAME COMMAND...: one static check. It prints the command's output only if the command fails.
check() {
  local name="$1" began=$SECONDS log
  shift
  log="$output/check-${name//[^A-Za-z0-9]/-}.log"
  if "$@" >"$log" 2>&1 </dev/null; then
    say "$name: passed ($((SECONDS - began)) s)"
    passed=$((passed + 1))
  else
    tail -n 60 "$log"
    say "$name: FAILED ($((SECONDS - began)) s)"
    failed=$((failed + 1))
  fi
}

# count FILE RUNNER STATUS: adds the numbers of a JSON report. A missing report, or a failed run without a failed test, is a failure.
count() {
  local numbers before=$failed
  if numbers="$(node "$here/count-results.mjs" "$1" "$2")"; then
    passed=$((passed + ${numbers% *}))
    failed=$((failed + ${numbers#* }))
  else
    failed=$((failed + 1))
  fi
  if [ "$3" -ne 0 ] && [ "$failed" -eq "$before" ]; then failed=$((failed + 1)); fi
}

compile() {
  # The API reports are made from the declarations, and must not see those of files that are gone.
  rm -rf dist-types && yarn tsc:full
}
compiled() {
  wait "$compiler"
  local status=$?
  cat "$output/compiler.log"
  return "$status"
}

if wants static; then
  # The compiler takes one core and two minutes: what needs no declarations is checked meanwhile.
  compile >"$output/compiler.log" 2>&1 </dev/null &
  compiler=$!
  check 'Lint' yarn lint:all
  check 'Format' yarn prettier:check
  check 'Scripts' node --test scripts/*.test.mjs
  check 'Configuration of npm run demo' yarn backstage-cli config:check --lax --config app-config.yaml
  check 'Configuration of yarn start' yarn backstage-cli config:check --lax --config app-config.yaml --config app-config.development.yaml
  check 'Licences, ranges and bill of materials' yarn sbom
  if command -v python3 >/dev/null 2>&1; then
    check 'Chain vectors in a second language' python3 test/fixtures/verify_chain_vectors.py
  else
    say 'Chain vectors in a second language: skipped without python3; the unit tests check the same vectors.'
  fi
  check 'Types' compiled
  check 'Packages build' yarn backstage-cli repo build
  check 'Packages pack' node "$here/check-packages.mjs"
  # Exports and tables are committed as reports, so that a review sees each change.
  check 'API and SQL reports are those committed' yarn api-reports:compiled --ci
fi

if wants unit; then
  began=$SECONDS
  say 'Unit tests on SQLite and PostgreSQL ...'
  rm -f "$output/jest.json"
  # With Backstage's limit of 1 GB, workers are replaced often, and each new one loads all modules again.
  CI=1 node "$here/pg-run.mjs" --in-memory yarn backstage-cli repo test --workerIdleMemoryLimit=15% --testSequencer="$REPO_ROOT/test/unit/slowestFirst.cjs" --json --outputFile="$output/jest.json" </dev/null
  status=$?
  say "Unit tests on SQLite and PostgreSQL: ended with $status ($((SECONDS - began)) s)"
  count "$output/jest.json" jest "$status"
  # Backstage leaves out PostgreSQL, without a warning, if it has no connection string.
  check 'PostgreSQL took part' grep -q POSTGRES_18 "$output/jest.json"
fi

if wants e2e; then
  began=$SECONDS
  say 'End-to-end tests in Chromium ...'
  rm -f "$output/e2e.json"
  # shellcheck source=scripts/chromium.sh
  . "$here/chromium.sh" || give_up
  # shellcheck source=scripts/build-app.sh
  . "$here/build-app.sh" || give_up
  yarn playwright test </dev/null
  status=$?
  say "End-to-end tests in Chromium: ended with $status ($((SECONDS - began)) s)"
  count "$output/e2e.json" playwright "$status"
fi

finish
