#!/usr/bin/env bash
# `npm run demo`: installs what is missing, builds the frontend, and starts the demo on http://localhost:7007.
set -u

usage() {
  cat <<'TEXT'
npm run demo [-- options]

  --fresh          move the data of earlier runs aside and start with an empty database
  --traffic        send signed events of detection sources for an hour, while the demo runs
  --config FILE    a Backstage config file on top of app-config.yaml (can be repeated)
  --help           this text

Every setting can also be set as APP_CONFIG_<path with underscores>, as in any Backstage. LOG_LEVEL=info logs each request.
TEXT
}

fresh=no
configs=()
traffic=()
while [ $# -gt 0 ]; do
  case "$1" in
    --fresh) fresh=yes ;;
    --traffic) traffic=(--traffic) ;;
    --config)
      file="${2:-}"
      # npm changes to the root folder, but the path is relative to where the command was typed.
      case "$file" in
        /*) ;;
        *) [ -f "${INIT_CWD:-.}/$file" ] && file="${INIT_CWD:-.}/$file" ;;
      esac
      if [ ! -f "$file" ]; then
        echo "ERROR: --config needs a file that exists, got '$file'." >&2
        exit 2
      fi
      configs+=(--config "$(cd "$(dirname "$file")" && pwd)/$(basename "$file")")
      shift
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "ERROR: unknown option '$1'." >&2
      usage >&2
      exit 2
      ;;
  esac
  shift
done

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/toolchain.sh" || exit 1
. "$here/setup.sh" || exit 1
. "$here/build-app.sh" || exit 1

data="$REPO_ROOT/.demo/data"
if [ "$fresh" = yes ] && [ -d "$data" ]; then
  aside="$data-$(date -u +%Y%m%dT%H%M%SZ)"
  mv "$data" "$aside" || exit 1
  say "Moved the data of earlier runs to $aside."
fi
mkdir -p "$data" || exit 1

exec node "$here/start-demo.mjs" "${traffic[@]+"${traffic[@]}"}" "${configs[@]+"${configs[@]}"}"
