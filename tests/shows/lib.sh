# Sourced by the scripts here: prints each figure beside its bar, fails at the end if one fell short.
# usage of a script: tests/shows/NAME [PROGRAM]; PROGRAM defaults to build/release/tarix.
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$top"
tarix=${1:-$top/build/release/tarix}
shared=${TARIX_SHARED:-$top/../shared}
article=$shared/corpus/article.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 passed=0 skipped=0

# show LINE FIGURE BAR OK(0 or 1)
show() {
  if [ "$4" = 1 ]; then
    passed=$((passed + 1))
    printf 'ok    %-6s %s  (bar: %s)\n' "$1" "$2" "$3"
  else
    failed=$((failed + 1))
    printf 'SHORT %-6s %s  (bar: %s)\n' "$1" "$2" "$3"
  fi
}
skip() {
  skipped=$((skipped + 1))
  printf 'skip  %-6s %s\n' "$1" "$2"
}
# Whether a command succeeds, as 1 or 0.
yes() { if "$@" >"$work/yes.log" 2>&1; then echo 1; else echo 0; fi; }
# Whether $1 OP $3 holds for numbers, as 1 or 0.
holds() { awk -v a="$1" -v b="$3" -v op="$2" 'BEGIN { print (op == ">=" ? a + 0 >= b + 0 : a + 0 <= b + 0) ? 1 : 0 }'; }
finish() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ]
}
[ -x "$tarix" ] || { echo "$tarix is missing: cmake --preset release && cmake --build --preset release"; exit 2; }
