@echo off
rem The coach. Finds a JDK, builds itself once, and starts: what the script "workbook" does elsewhere. See README.md.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
set "hidden=%home%\.workbook"
set "lib=%hidden%\lib"
set "oldest=21"
set "java="

call :find_java
if not defined java (
    echo The workbook needs a JDK %oldest% or newer, and found none ^(looked at JAVA_HOME, the PATH and the usual folders^). 1>&2
    echo Install one, for example from https://adoptium.net, or set JAVA_HOME to yours, and run workbook again. 1>&2
    exit /b 2
)

rem Maven looks at JAVA_HOME and the PATH only.
where java.exe >nul 2>nul
if errorlevel 1 if not defined JAVA_HOME for %%I in ("%java%\..\..") do set "JAVA_HOME=%%~fI"

set "maven="
for %%M in (mvn.cmd mvn.bat mvn.exe) do if not defined maven for %%P in ("%%~$PATH:M") do if not "%%~P"=="" set "maven=%%~P"

call :look
if "%changed%"=="true" (
    call :build
    if errorlevel 1 exit /b 2
)

"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms32m -Xmn24m -Xshare:auto -XX:+AutoCreateSharedArchive ^
    "-XX:SharedArchiveFile=%hidden%\coach.jsa" -Xlog:disable -Xlog:all=off ^
    --enable-native-access=ALL-UNNAMED ^
    "-Dworkbook.home=%home%" -Dworkbook.terminal=%terminal% "-Dworkbook.maven=%maven%" ^
    -cp "%lib%\*" workbook.coach.cli.Workbook %*
exit /b %errorlevel%

:find_java
if not defined JAVA_HOME if exist "%hidden%\java" (
    set /p remembered=<"%hidden%\java"
    call :take_remembered
)
if defined java exit /b 0
if defined JAVA_HOME call :try_java "%JAVA_HOME%\bin\java.exe"
for /f "delims=" %%J in ('where java.exe 2^>nul') do call :try_java "%%J"
for %%F in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
    for /d %%D in ("%%~F\*") do call :try_java "%%~D\bin\java.exe"
)
exit /b 0

:take_remembered
if exist "%remembered%" set "java=%remembered%"
exit /b 0

rem Takes a java.exe when it belongs to a JDK that is new enough, and remembers it.
:try_java
if defined java exit /b 0
if not exist "%~1" exit /b 0
if not exist "%~dp1javac.exe" exit /b 0
set "major=0"
rem It says: openjdk version "21.0.4" 2024-07-16. The third word, up to its first dot or dash, is the major.
for /f "tokens=3" %%V in ('call "%~1" -version 2^>^&1 ^| findstr /c:" version "') do (
    for /f "delims=.-+ " %%N in ("%%~V") do set "major=%%N"
)
if %major% lss %oldest% exit /b 0
set "java=%~1"
if not exist "%hidden%" mkdir "%hidden%"
> "%hidden%\java" echo %~1
exit /b 0

rem Whether something in kit\ or the top pom.xml is newer than the built coach (1), and whether nobody is looking, since the
rem input or the output is redirected (2). One PowerShell for both: each takes a moment to start.
:look
set "changed=false"
set "terminal=true"
set "WORKBOOK_AT=%home%"
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$code = 0; $at = $env:WORKBOOK_AT; $built = Join-Path $at '.workbook\lib\built';" ^
    "if (Test-Path -LiteralPath $built) {" ^
    "  $when = (Get-Item -LiteralPath $built).LastWriteTimeUtc;" ^
    "  $files = @(Get-Item -LiteralPath (Join-Path $at 'pom.xml'));" ^
    "  $files += Get-ChildItem -LiteralPath (Join-Path $at 'kit') -Recurse -File;" ^
    "  $newer = $files | Where-Object { $_.FullName -notmatch '\\target\\' -and $_.LastWriteTimeUtc -gt $when };" ^
    "  if ($newer) { $code += 1 } };" ^
    "if ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected) { $code += 2 };" ^
    "exit $code"
set "looked=%errorlevel%"
if not exist "%lib%\built" set "changed=true"
if "%looked%"=="1" set "changed=true"
if "%looked%"=="3" set "changed=true"
if not "%looked%"=="0" if not "%looked%"=="1" set "terminal=false"
exit /b 0

:build
if not defined maven (
    echo The coach has to be built once, and there is no mvn on the PATH. 1>&2
    echo Install Maven 3.8 or newer, for example from https://maven.apache.org, and run workbook again. 1>&2
    exit /b 2
)
echo Building the coach: once, and after a change in kit\. The first time takes a minute, for the downloads. 1>&2
if exist "%lib%.new" rmdir /s /q "%lib%.new"
if exist "%hidden%\build" rmdir /s /q "%hidden%\build"
if not exist "%hidden%" mkdir "%hidden%"
rem The time of this file is when the build began: what is saved while it runs is newer.
type nul > "%hidden%\building"
call "%maven%" -B -q -Dstyle.color=never -f "%home%\pom.xml" -pl kit/benchmarks -am package ^
    -Dmaven.test.skip=true -Pinstall-coach "-Dcoach.lib=%lib%.new" > "%hidden%\build.log" 2>&1
if errorlevel 1 (
    type "%hidden%\build.log" 1>&2
    echo The coach could not be built: Maven's words are above. 1>&2
    findstr /i /c:"unknown host" /c:"unknownhost" /c:"name resolution" /c:"timed out" /c:"connection refused" /c:"unreachable" ^
        /c:"no route to host" /c:"no such host" "%hidden%\build.log" >nul && echo Is the network up? 1>&2
    exit /b 2
)
move /y "%hidden%\building" "%lib%.new\built" >nul
rem Windows moves no jar that is in use, and the keeper of this clone's PostgreSQL uses two of them.
if exist "%lib%\built" "%java%" "-Dworkbook.home=%home%" -cp "%lib%\*" workbook.coach.cli.Workbook stop >nul 2>nul
if exist "%lib%.old" rmdir /s /q "%lib%.old"
if exist "%lib%" move "%lib%" "%lib%.old" >nul 2>nul
if exist "%lib%" (
    echo The coach that was built before is still running: end it, and run workbook again. 1>&2
    exit /b 2
)
move "%lib%.new" "%lib%" >nul
if errorlevel 1 exit /b 2
if exist "%lib%.old" rmdir /s /q "%lib%.old" 2>nul
exit /b 0
