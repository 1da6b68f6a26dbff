@echo off
rem Installs xlperf for the user who starts it. ASCII only: Chinese is said by Python, or spelled for PowerShell below.
setlocal EnableExtensions DisableDelayedExpansion
set "XLPERF_PYTHON=%~dp0python\python.exe"
if not exist "%XLPERF_PYTHON%" goto incomplete
"%XLPERF_PYTHON%" -I "%~dp0desk.py" install
set "XLPERF_STATUS=%ERRORLEVEL%"
pause
exit /b %XLPERF_STATUS%

:incomplete
powershell -NoProfile -Command "[regex]::Unescape('{unpack_first}')"
pause
exit /b 3
