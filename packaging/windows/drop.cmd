@echo off
rem Checks the files and folders that are dropped on this file, or sent to it. Their names may hold any sign, so they
rem are not taken from the arguments, which cmd.exe has cut up: Python reads the line as it was given to cmd.exe.
setlocal EnableExtensions DisableDelayedExpansion
set "XLPERF_PROGRAM=%LOCALAPPDATA%\xlperf\program"
if not exist "%XLPERF_PROGRAM%\python\python.exe" set "XLPERF_PROGRAM=%~dp0."
if not exist "%XLPERF_PROGRAM%\python\python.exe" goto missing
set "XLPERF_LAUNCHER=%~nx0"
setlocal EnableDelayedExpansion
set "XLPERF_LINE=!cmdcmdline!"
"!XLPERF_PROGRAM!\python\python.exe" -I "!XLPERF_PROGRAM!\launch.py"
pause
exit

:missing
powershell -NoProfile -Command "[regex]::Unescape('{not_installed}')"
pause
exit
