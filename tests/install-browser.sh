#!/bin/sh
# The browser tests drive Debian's Chromium and read Chinese: install both where we may, else say how.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "测试需要 Chromium 和中文字体，请先安装：$missing（Debian：sudo apt-get install $missing）" >&2
exit 1
