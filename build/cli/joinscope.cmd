@echo off
rem The command line of the installed app: the same runtime, without a window.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Joinscope.exe" "%~dp0..\app.asar.unpacked\out\main\cli.js" %*
exit /b %ERRORLEVEL%
