@echo off
rem The coach's launcher: finds a JDK, builds the coach when there is none or when it asks for that, and starts it. See README.md.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
set "hidden=%home%\.workbook"
set "lib=%hidden%\lib"
set "oldest=21"
set "asks_for_a_build=75"
set "java="

if not exist "%hidden%\" mkdir "%hidden%" 2>nul
2>nul (>>"%hidden%\java" echo off) || (
    echo The workbook can't write to %hidden%. Give that folder to your user, or clone the workbook to a folder of yours. 1>&2
    exit /b 2
)

call :find_java
if not defined java (
    echo The workbook needs a JDK %oldest% or newer, and found none ^(looked at JAVA_HOME, the PATH and the usual folders^). 1>&2
    echo Install one, for example from https://adoptium.net, or set JAVA_HOME to yours, and run workbook again. 1>&2
    exit /b 2
)
rem What Maven runs on.
for %%I in ("%java%\..\..") do set "JAVA_HOME=%%~fI"

set "maven="
for %%M in (mvn.cmd mvn.bat mvn.exe) do if not defined maven for %%P in ("%%~$PATH:M") do if not "%%~P"=="" set "maven=%%~P"

if not exist "%lib%\began" goto build

:start
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms32m -Xmx1g -Xmn24m -Xshare:auto -XX:+AutoCreateSharedArchive ^
    "-XX:SharedArchiveFile=%lib%\coach.jsa" -Xlog:disable -Xlog:all=off ^
    --enable-native-access=ALL-UNNAMED -Djdk.console=java.base ^
    "-Dworkbook.home=%home%" "-Dworkbook.maven=%maven%" ^
    -cp "%lib%\*" workbook.coach.cli.Workbook %*
if not "%errorlevel%"=="%asks_for_a_build%" exit /b %errorlevel%

:build
if not defined maven (
    echo The coach has to be built once, and there is no mvn on the PATH. 1>&2
    echo Install Maven 3.8 or newer, for example from https://maven.apache.org, and run workbook again. 1>&2
    exit /b 2
)
echo Building the coach: once, and after a change in kit\. The first time takes a minute, for the downloads. 1>&2
if exist "%lib%.new" rmdir /s /q "%lib%.new"
if exist "%hidden%\build" rmdir /s /q "%hidden%\build"
rem The time of this file is when the build began: what is saved while it runs is newer.
type nul > "%hidden%\began"
call "%maven%" -B -q -Dstyle.color=never -f "%home%\pom.xml" -pl kit/benchmarks -am package ^
    -Dmaven.test.skip=true -Dlint.fails=false -Pinstall-coach "-Dcoach.lib=%lib%.new" > "%hidden%\build.log" 2>&1
if errorlevel 1 (
    type "%hidden%\build.log" 1>&2
    echo The coach could not be built: Maven's words are above. 1>&2
    findstr /i /c:"unknown host" /c:"unknownhost" /c:"no such host" /c:"name resolution" /c:"timed out" /c:"connection refused" ^
        /c:"unreachable" /c:"no route to host" "%hidden%\build.log" >nul && echo Is the network up? 1>&2
    exit /b 2
)
move /y "%hidden%\began" "%lib%.new\began" >nul
rem Windows moves no jar that is in use, and the keeper of this clone's PostgreSQL uses two of them. Without the file "began" the
rem old coach does not ask for a build.
if exist "%lib%\began" del "%lib%\began"
if exist "%lib%" "%java%" "-Dworkbook.home=%home%" -cp "%lib%\*" workbook.coach.cli.Workbook stop >nul 2>nul
if exist "%lib%.old" rmdir /s /q "%lib%.old"
if exist "%lib%" move "%lib%" "%lib%.old" >nul 2>nul
if exist "%lib%" (
    echo The coach that was built before is still running: end it, and run workbook again. 1>&2
    exit /b 2
)
move "%lib%.new" "%lib%" >nul
if errorlevel 1 exit /b 2
if exist "%lib%.old" rmdir /s /q "%lib%.old" 2>nul
goto start

:find_java
if not defined JAVA_HOME (
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
if defined remembered if exist "%remembered%" set "java=%remembered%"
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
> "%hidden%\java" echo %~1
exit /b 0
