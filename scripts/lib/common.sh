# shellcheck shell=bash
# What every entry script shares: how we talk, how we time, how two runs at the same time wait for each other.
# Sourced, so it sets no shell options and no traps of its own.

say() {
  printf '==> %s\n' "$*" >&2
}

# Prints the one sentence that says what is wrong and what to do about it.
complain() {
  printf 'ERROR: %s\n' "$*" >&2
}

# Runs "$@" while holding the lock file $1, so that `npm run demo` and `npm test` started side by side do not install or
# build into the same folder. A symbolic link is the one thing that a shell creates atomically together with its content
# (the owner's process id); a lock whose owner is gone is taken over.
with_lock() {
  local lock="$1" owner announced=''
  shift
  if ! mkdir -p "$(dirname "$lock")"; then
    complain "Cannot create the folder $(dirname "$lock"): check the owner and permissions of the checkout."
    return 1
  fi
  (
    while ! ln -sn "${BASHPID:-$$}" "$lock" 2>/dev/null; do
      owner="$(readlink "$lock" 2>/dev/null)"
      if [ -z "$owner" ]; then
        # Either it has just been released, or links cannot be made here at all.
        [ -w "$(dirname "$lock")" ] && continue
        complain "Cannot write to $(dirname "$lock"): check its owner and permissions."
        exit 1
      fi
      if ! kill -0 "$owner" 2>/dev/null; then
        rm -f "$lock"
        continue
      fi
      if [ -z "$announced" ]; then
        say "Waiting for another run (process $owner) that is doing the same right now."
        announced=yes
      fi
      sleep 1
    done
    trap 'rm -f "$lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    "$@"
  )
}
