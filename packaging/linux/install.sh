#!/bin/sh
# Installs xlperf for the user who runs it, without network: sh install.sh [FOLDER OF WHEELS]
# Needs Python 3.11 or newer. The desktop entry only adds itself to "open with"; what opens workbooks so far stays.
set -eu

here=$(dirname "$(readlink -f "$0")")
wheels=${1:-$here/wheels}
data=${XDG_DATA_HOME:-$HOME/.local/share}
prefix=$data/xlperf

find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        found=$(command -v "$name") || continue
        if "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$found"
            return
        fi
    done
    echo "没有找到 Python 3.11 或更新的版本，请联系信息技术人员。" >&2
    exit 3
}

python=$(find_python)
[ -f "$wheels/requirements.txt" ] || { echo "文件夹 $wheels 里没有 xlperf 的安装包。" >&2; exit 3; }

# An environment knows its own path, so it is made in its place; the one before comes back if that fails.
put_back() {
    rm -rf "$prefix"
    if [ -d "$prefix.old" ]; then mv "$prefix.old" "$prefix"; fi
}
rm -rf "$prefix.old"
if [ -d "$prefix" ]; then mv "$prefix" "$prefix.old"; fi
trap put_back EXIT
"$python" -m venv "$prefix"
"$prefix/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$wheels" \
    -r "$wheels/requirements.txt"
"$prefix/bin/xlperf" --version
trap - EXIT
rm -rf "$prefix.old"

install -m 755 "$here/xlperf-open" "$prefix/bin/xlperf-open"
mkdir -p "$data/applications" "$data/icons/hicolor/scalable/apps" "$HOME/.local/bin"
sed "s|@PREFIX@|$prefix|" "$here/xlperf.desktop" >"$data/applications/xlperf.desktop"
cp "$here/xlperf.svg" "$data/icons/hicolor/scalable/apps/xlperf.svg"
ln -sf "$prefix/bin/xlperf" "$HOME/.local/bin/xlperf"
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications"; fi
echo "已安装：$prefix"
echo '在文件管理器里右键工作簿，打开方式选“绩效自评校验”。'
