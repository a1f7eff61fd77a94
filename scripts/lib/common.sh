# shellcheck shell=bash
# Helpers that the entry scripts share. They run on bash 3.2 and BSD tools too, which is what macOS has.

say() {
  printf '==> %s\n' "$*" >&2
}

# Prints one sentence that says what is wrong and what to do about it.
complain() {
  printf 'ERROR: %s\n' "$*" >&2
}

# with_lock FILE COMMAND...: runs the command while it holds the lock, so that two commands started side by side do not
# install or build into the same folder. The lock is a symbolic link to the owner's process id, because the shell can
# create a link and its content in one atomic step. A lock whose owner has ended is removed.
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
        # The lock was released just now, or the folder takes no links.
        [ -w "$(dirname "$lock")" ] && continue
        complain "Cannot write to $(dirname "$lock"): check its owner and permissions."
        exit 1
      fi
      if ! kill -0 "$owner" 2>/dev/null; then
        rm -f "$lock"
        continue
      fi
      if [ -z "$announced" ]; then
        say "Waiting for process $owner, which is doing the same."
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
