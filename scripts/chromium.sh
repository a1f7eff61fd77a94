# shellcheck shell=bash
# Finds a Chromium for the end-to-end tests, and installs Debian's where it may. Source it after toolchain.sh.

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

if ! find_chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing Chromium from the distribution's packages (for the end-to-end tests only)."
    apt-get update -qq >"$TOOLCHAIN_DIR/chromium.log" 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation \
      >>"$TOOLCHAIN_DIR/chromium.log" 2>&1 </dev/null
  fi
fi
CHROMIUM_PATH="$(find_chromium)" || {
  complain "The end-to-end tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH."
  return 1
}
export CHROMIUM_PATH
