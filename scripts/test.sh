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
  wait
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

# What runs beside the script has process groups of its own, so that it can be ended together with whatever it started.
groups=()
beside() {
  set -m
  "$@" &
  set +m
  groups+=("$!")
}
end_groups() {
  local group
  for group in "${groups[@]+"${groups[@]}"}"; do
    kill -TERM -- "-$group" 2>/dev/null
  done
}
trap 'end_groups; exit 130' INT
trap 'end_groups; exit 143' TERM HUP
# together LANE...: runs lanes side by side and waits for all; one that was cut off is a failure
together() {
  local lane began=${#groups[@]}
  for lane in "$@"; do
    beside "$lane"
  done
  for lane in "${groups[@]:began}"; do
    if ! wait "$lane"; then
      complain 'Checks that ran side by side were cut off: what they had still to do is missing.'
      failed=$((failed + 1))
    fi
  done
  groups=("${groups[@]:0:began}")
}

. "$here/toolchain.sh" || give_up
if wants e2e; then
  # The distribution's packages come while npm's do. Where that fails, it is tried and told again when it is needed.
  get_chromium() { (. "$here/chromium.sh") 2>/dev/null || true; }
  beside get_chromium
fi
. "$here/setup.sh" || give_up
cd "$REPO_ROOT" || give_up
output="$REPO_ROOT/test-output"
steps="$output/steps"
rm -rf "$steps"
mkdir -p "$steps"

# check NAME COMMAND...: one static check. Others may run beside it: it writes to a file of its own, and so does how it ended.
check() {
  local name="$1" began=$SECONDS file
  shift
  file="$steps/${name//[^A-Za-z0-9]/-}"
  say "$name ..."
  if "$@" >"$file.log" 2>&1 </dev/null; then
    say "$name: passed ($((SECONDS - began)) s)"
    echo passed >"$file.ended"
  else
    printf '%s\n' "$(tail -n 60 "$file.log")"
    say "$name: FAILED ($((SECONDS - began)) s)"
    echo failed >"$file.ended"
  fi
}
# Adds what the checks ended with up to now.
count_checks() {
  passed=$((passed + $(cat "$steps"/*.ended | grep -c '^passed$')))
  failed=$((failed + $(cat "$steps"/*.ended | grep -c '^failed$')))
  rm "$steps"/*.ended
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

# Each lane keeps one core busy. The reports and the packages are made of the declarations that the compiler writes; in which
# order it names the values of a union depends on what else it looked into, so that it is told the same as for the reports.
compile() {
  rm -rf dist-types && yarn tsc:full
}
declarations_lane() {
  check 'Types' compile
  check 'Packages build' yarn backstage-cli repo build
  check 'Packages pack' node "$here/check-packages.mjs"
}
sources_lane() {
  local declarations="${groups[-1]}"
  # Needed later only, but here there is time for it. Where it fails, it is tried and counted there.
  if wants e2e; then (. "$here/build-app.sh") || true; fi
  check 'Lint' yarn lint:all
  check 'Format' yarn prettier:check
  check 'Configuration of the demo' yarn backstage-cli config:check --lax --config app-config.yaml
  check 'Configuration of yarn start' yarn backstage-cli config:check --lax --config app-config.yaml --config app-config.development.yaml
  check 'Licences, ranges and bill of materials' yarn sbom
  if command -v python3 >/dev/null 2>&1; then
    check 'Chain vectors in a second language' python3 test/fixtures/verify_chain_vectors.py
  else
    say 'Chain vectors in a second language: python3 is not installed; the unit tests check the same vectors.'
  fi
  until [ -e "$steps/Types.ended" ]; do
    kill -0 "$declarations" 2>/dev/null || return 1
    sleep 1
  done
  # What the packages export and what their tables look like is committed, so that a change of either is seen in review.
  check 'API and SQL reports are those committed' yarn api-reports:compiled --ci
}

if wants static; then
  together declarations_lane sources_lane
  count_checks
fi

# The history that end-to-end tests begin with is written while others run, since it keeps one core busy for half a minute.
# Where that fails, it is tried and told again when it is needed.
seeded="$output/seeded"
rm -rf "$seeded" "$seeded.part"
seed_demo() {
  # shellcheck source=scripts/build-app.sh
  (. "$here/build-app.sh") &&
    node --require @backstage/cli/config/nodeTransform.cjs "$here/seed-demo.ts" "$seeded"
}
if [ "$part" = all ]; then
  beside seed_demo >"$output/seeded.log" 2>&1 </dev/null
fi

if wants unit; then
  began=$SECONDS
  say 'Tests on SQLite and PostgreSQL ...'
  rm -f "$output/jest.json"
  # A worker that has to be replaced loads everything anew, so it may keep more than Backstage's own limit of 1 GB.
  CI=1 node "$here/pg-run.mjs" --in-memory yarn backstage-cli repo test --workerIdleMemoryLimit=15% --json --outputFile="$output/jest.json" </dev/null
  status=$?
  count "$output/jest.json" jest
  # Backstage leaves a database out in silence when it is not told where it is.
  check 'PostgreSQL took part' grep -q POSTGRES_18 "$output/jest.json"
  count_checks
  say "Tests on SQLite and PostgreSQL: ended with $status ($((SECONDS - began)) s)"
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
fi

if wants e2e; then
  began=$SECONDS
  rm -f "$output/e2e.json"
  say 'End to end in Chromium ...'
  wait "${groups[@]}"
  groups=()
  if [ -d "$seeded" ]; then export E2E_SEEDED_DATA="$seeded"; fi
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
