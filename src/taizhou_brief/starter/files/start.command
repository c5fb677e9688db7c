#!/bin/sh
# 双击打开编辑台（macOS；Linux 用 启动编辑台.desktop）。按 Ctrl+C 或关掉窗口就结束。
cd "$(dirname "$0")" || exit 1
exec python3 brief.py "$@"
