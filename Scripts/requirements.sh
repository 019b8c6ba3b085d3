# Sourced by the other scripts: checks what they need and installs what may be installed.

need_swift() {
  command -v swift >/dev/null 2>&1 && return 0
  echo "gauger: there is no Swift toolchain on this machine; install Swift 6.2 or newer (swift.org/install)" >&2
  exit 69
}

# install_package PACKAGE: from the system's package source, where that may be done without asking.
install_package() {
  local run=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    run=(sudo -n)
  fi
  "${run[@]}" apt-get install -y "$1" >/dev/null 2>&1 ||
    { "${run[@]}" apt-get update >/dev/null 2>&1 && "${run[@]}" apt-get install -y "$1" >/dev/null 2>&1; }
}

# need_header FILE PACKAGE: the header of a system library, from its Debian package.
need_header() {
  for folder in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
    [ -e "$folder/$1" ] && return 0
  done
  echo "gauger: $1 is missing; installing the Debian package $2" >&2
  install_package "$2" && return 0
  echo "gauger: could not install it; do it by hand: sudo apt-get install $2" >&2
  exit 69
}

# want_package PATH PACKAGE: a Debian package that is of use, but not needed.
want_package() {
  [ -e "$1" ] && return 0
  install_package "$2" || echo "gauger: going on without the Debian package $2" >&2
}

# want_python_tuf FOLDER: python-tuf in an environment of its own, named in GAUGER_PYTHON.
want_python_tuf() {
  if "$1/bin/python" -c 'import tuf' 2>/dev/null ||
    { python3 -m venv "$1" && "$1/bin/pip" install --quiet 'tuf>=6'; } >/dev/null 2>&1; then
    export GAUGER_PYTHON="$1/bin/python"
  else
    echo "gauger: going on without python-tuf" >&2
  fi
}

# The system libraries that the kit is built on: storage, transfers, packing, pictures.
need_libraries() {
  need_header sqlite3.h libsqlite3-dev
  need_header curl/curl.h libcurl4-openssl-dev
  need_header zstd.h libzstd-dev
  need_header png.h libpng-dev
}

# build ARGUMENTS…: swift build with its words kept for when it fails.
build() {
  local log
  log=$(mktemp)
  if swift build "$@" >"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  cat "$log" >&2
  rm -f "$log"
  echo "gauger: the build failed; the last lines above say why" >&2
  exit 70
}
