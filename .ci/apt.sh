# Sourced by the scripts beside it: installs Debian or Ubuntu packages, and only asks for root if there is one to install.

apt_install() {
    (($#)) || return 0
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        echo "Missing on this system, and it has no apt-get to install them with: $*" >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "Run this once as root, or install: apt-get install $*" >&2
            return 1
        }
        as_root=(sudo)
    fi
    echo "Installing system packages: $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
