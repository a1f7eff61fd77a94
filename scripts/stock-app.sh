#!/usr/bin/env bash
# `npm run stock-app [-- options]`: packs the packages and installs them into a stock app; see stock-app.mjs.
set -u

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh" || exit 1
# shellcheck source=scripts/setup.sh
. "$here/setup.sh" || exit 1
# shellcheck source=scripts/chromium.sh
. "$here/chromium.sh" || exit 1
cd "$REPO_ROOT" || exit 1

case " $* " in
  *' --again '*) ;;
  *)
    say 'Building and packing the packages ...'
    yarn tsc:full && yarn backstage-cli repo build && node "$here/check-packages.mjs" || exit 1
    ;;
esac
exec node "$here/stock-app.mjs" "$@"
