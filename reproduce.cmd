@echo off
rem The command line of this repository; --help says what it does. Built when it is first called; after a pull: dotnet build -c Release
setlocal
set "program=%~dp0src\Reproduce.Cli\bin\Release\net10.0\reproduce.dll"
if exist "%program%" goto run
echo Building the command line: once, some minutes where packages are fetched. 1>&2
dotnet build "%~dp0src\Reproduce.Cli" -c Release -v:quiet -nologo 1>&2 || exit /b 1
:run
dotnet "%program%" %*
exit /b %ERRORLEVEL%
