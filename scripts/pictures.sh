#!/usr/bin/env bash
# Copies the pictures of the documentation from the screenshots of the last end-to-end run: `npm test -- e2e`, then this.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in service-page report-dialog my-work incident response-plan incident-review inbox reports clause service-year; do
  cp "test-output/screenshots/$name-light-1440.png" "docs/images/$name.png"
done
