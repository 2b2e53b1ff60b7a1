@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1

if exist .venv\Scripts\python.exe goto install
set PYTHON=py -3
py -3 --version >nul 2>nul || set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || goto no_python
echo 正在建立 .venv ……
%PYTHON% -m venv .venv || goto failed

:install
fc /b requirements.txt .venv\installed.txt >nul 2>nul && goto start
echo 正在安装，第一次要几分钟……
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt || goto failed
copy /y requirements.txt .venv\installed.txt >nul

:start
echo 正在启动，浏览器打开 http://localhost:8501 ，按 Ctrl+C 停止
.venv\Scripts\python -m liangji run %*
exit /b %errorlevel%

:no_python
echo 需要 64 位的 Python 3.11 或更新版本：https://www.python.org/downloads/windows/
pause
exit /b 1

:failed
echo 没有装好，原因见上。内网没有互联网的，见 docs\deploy.md 的“离线安装”
pause
exit /b 1
