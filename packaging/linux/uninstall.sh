#!/bin/sh
# Takes out what install.sh put in; workbooks stay.
set -eu

data=${XDG_DATA_HOME:-$HOME/.local/share}
rm -rf "$data/xlperf"
rm -f "$data/applications/xlperf.desktop" "$data/icons/hicolor/scalable/apps/xlperf.svg"
if [ "$(readlink "$HOME/.local/bin/xlperf" || true)" = "$data/xlperf/bin/xlperf" ]; then rm "$HOME/.local/bin/xlperf"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications"; fi
echo "已卸载。校验过的文件都还在。"
