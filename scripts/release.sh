#!/usr/bin/env bash
# `yarn release:publish [-- --dry-run]`: builds the public packages and publishes those whose version the registry lacks.
# The registry's token comes from YARN_NPM_AUTH_TOKEN. `yarn release:version` made the versions and changelogs before.
set -eu

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"
# shellcheck source=scripts/setup.sh
. "$here/setup.sh"
cd "$REPO_ROOT"

rm -rf dist-types
yarn tsc:full
yarn backstage-cli repo build
# Yarn and not `changeset publish`, because only Yarn replaces `workspace:^` by a version when it packs.
yarn workspaces foreach --all --no-private --topological npm publish --access public --tolerate-republish "$@"
case " $* " in
  *' --dry-run '*) ;;
  *) yarn changeset git-tag ;;
esac
