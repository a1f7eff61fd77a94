# shellcheck shell=bash
# Finds a Chromium for the end-to-end tests and sets CHROMIUM_PATH. As root on Debian it installs one. Source it after toolchain.sh.

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

if ! find_chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing Debian's Chromium for the end-to-end tests."
    apt-get update -qq >"$TOOLCHAIN_DIR/chromium.log" 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation \
      >>"$TOOLCHAIN_DIR/chromium.log" 2>&1 </dev/null
  fi
fi
CHROMIUM_PATH="$(find_chromium)" || {
  complain "The end-to-end tests need Chromium: install it (Debian: apt-get install chromium; macOS: install Google Chrome, or brew install --cask chromium), or set CHROMIUM_PATH."
  return 1
}
export CHROMIUM_PATH
