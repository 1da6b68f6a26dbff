@echo off
rem Takes xlperf out again. The folder goes, and cmd.exe ends, in one line: this file may be standing in that folder.
setlocal EnableExtensions DisableDelayedExpansion
set "XLPERF_PROGRAM=%LOCALAPPDATA%\xlperf\program"
set "XLPERF_PYTHON=%XLPERF_PROGRAM%\python\python.exe"
if not exist "%XLPERF_PYTHON%" goto nothing
"%XLPERF_PYTHON%" -I "%XLPERF_PROGRAM%\desk.py" uninstall
if errorlevel 1 goto stopped
pause
cd /d "%TEMP%"
rmdir /s /q "%XLPERF_PROGRAM%" & exit 0

:stopped
pause
exit /b 3

:nothing
powershell -NoProfile -Command "[regex]::Unescape('{not_installed}')"
pause
exit /b 0
