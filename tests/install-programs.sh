#!/bin/sh
# What the tests run for real: Debian's Chromium, a Chinese font for it, LibreOffice for slides and
# workbooks, Poppler for PDFs. Install what is missing where we may, else say how.
set -eu

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need soffice "libreoffice-impress libreoffice-calc"
need pdftotext poppler-utils
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "测试需要以下程序，请先安装：$missing（Debian：sudo apt-get install$missing）" >&2
exit 1
