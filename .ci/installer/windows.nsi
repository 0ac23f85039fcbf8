; The installer for Windows: for one user, without an administrator, over an older version too.
; makensis -INPUTCHARSET UTF8 -DVERSION=1.2.3 -DFOLDER=<the program's folder> -DICON=<app.ico> -DOUTPUT=<the .exe> windows.nsi
;
; The plans lie elsewhere ($LOCALAPPDATA\PMI Escritorio): nothing here writes or deletes there.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include LogicLib.nsh
!include FileFunc.nsh
!include MUI2.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define PROGRAM "PMI Escritorio"
!define INSTALLED "Software\Microsoft\Windows\CurrentVersion\Uninstall\PMI Escritorio"
!define PLAN "PMIEscritorio.Plan"
!define AREA "PMIEscritorio.Area"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809: the oldest on which Qt runs
!define MEGABYTES 400      ; of the disk, while an update replaces an older version

Name "${PROGRAM}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
BrandingText "${PROGRAM} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 ProductName "${PROGRAM}"
VIAddVersionKey /LANG=0 FileDescription "Instalador de ${PROGRAM}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 LegalCopyright "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TEXT "Este programa no necesita internet ni clave de administrador.$\r$\n$\r$\nSi ya tenía una versión anterior, se actualiza. Sus planes quedan como están.$\r$\n$\r$\nCierre PMI Escritorio si lo tiene abierto y elija Instalar."
!define MUI_FINISHPAGE_TEXT "PMI Escritorio quedó instalado. Ábralo desde el escritorio o el menú Inicio, o con doble clic en un archivo .pmi."
!define MUI_FINISHPAGE_RUN "$INSTDIR\pmi-desktop.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Abrir PMI Escritorio"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Se quita el programa de este computador. Sus planes y copias de seguridad no se borran: quedan en $LOCALAPPDATA\${PROGRAM}."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"

; Says why not, and ends. A silent installation (/S) shows nothing and ends with the code.
!macro REFUSE text
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend

Function .onInit
  SetShellVarContext current
  ${IfNot} ${RunningX64}
    !insertmacro REFUSE "PMI Escritorio necesita Windows de 64 bits, y el de este computador es de 32 bits. Instálelo en otro computador con Windows 10 (versión 1809 o más nueva) o Windows 11."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro REFUSE "El Windows de este computador es muy antiguo para PMI Escritorio. Instálelo en otro computador con Windows 10 (versión 1809 o más nueva) o Windows 11."
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro REFUSE "Este Windows 10 es anterior a la versión 1809, la más antigua en que funciona PMI Escritorio. Actualice Windows o use otro computador."
  ${EndIf}
  SetRegView 64
  Call RefuseOlder
  Call RefuseFullDisk
FunctionEnd

; What an older program writes may lack what the newer one needs; and the person has the wrong stick in the hand.
Function RefuseOlder
  ReadRegStr $0 HKCU "${INSTALLED}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro REFUSE "En este computador ya está la versión $0 de PMI Escritorio, más nueva que esta (${VERSION}). No hace falta instalar nada."
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RefuseFullDisk
  ${GetRoot} "$LOCALAPPDATA" $0
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  ${If} $1 < ${MEGABYTES}
    !insertmacro REFUSE "En el disco $0 quedan $1 MB libres y hacen falta ${MEGABYTES}. Libere espacio y vuelva a abrir este instalador."
  ${EndIf}
FunctionEnd

; A program that is running cannot be replaced; Windows keeps its file closed to writing.
!macro WAIT_UNTIL_CLOSED
  ${Do}
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\pmi-desktop.exe"
      FileOpen $0 "$INSTDIR\pmi-desktop.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
    ${Else}
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "PMI Escritorio está abierto. Ciérrelo y elija Reintentar." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 2
    Quit
  ${Loop}
!macroend

; Only what the installer brought, by name: whatever else somebody keeps in the folder stays there.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\pmi-desktop.exe"
  Delete "$INSTDIR\pmi-desktop-cli.exe"
!macroend

; A double click on such a file opens it with the program; taking that back spares what another program made of it.
!macro OPENS ending type name
  WriteRegStr HKCU "Software\Classes\${ending}" "" "${type}"
  WriteRegStr HKCU "Software\Classes\${type}" "" "${name}"
  WriteRegStr HKCU "Software\Classes\${type}\DefaultIcon" "" "$INSTDIR\pmi-desktop.exe,0"
  WriteRegStr HKCU "Software\Classes\${type}\shell\open\command" "" '"$INSTDIR\pmi-desktop.exe" "%1"'
!macroend

!macro OPENS_NO_MORE ending type
  ReadRegStr $0 HKCU "Software\Classes\${ending}" ""
  ${If} $0 == "${type}"
    DeleteRegKey HKCU "Software\Classes\${ending}"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${type}"
!macroend

Section
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\desinstalar.exe"

  CreateShortcut "$DESKTOP\${PROGRAM}.lnk" "$INSTDIR\pmi-desktop.exe"
  CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\pmi-desktop.exe"

  !insertmacro OPENS .pmi "${PLAN}" "Plan de mejoramiento (PMI)"
  !insertmacro OPENS .pmiarea "${AREA}" "Un área de un PMI, prestada o devuelta"
  ${RefreshShellIcons}

  WriteRegStr HKCU "${INSTALLED}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayIcon" "$INSTDIR\pmi-desktop.exe"
  WriteRegStr HKCU "${INSTALLED}" "Publisher" "${PROGRAM}"
  WriteRegStr HKCU "${INSTALLED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${INSTALLED}" "UninstallString" '"$INSTDIR\desinstalar.exe"'
  WriteRegStr HKCU "${INSTALLED}" "QuietUninstallString" '"$INSTDIR\desinstalar.exe" /S'
  WriteRegDWORD HKCU "${INSTALLED}" "NoModify" 1
  WriteRegDWORD HKCU "${INSTALLED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${INSTALLED}" "EstimatedSize" "$0"
SectionEnd

Function un.onInit
  SetShellVarContext current
  SetRegView 64
FunctionEnd

Section Uninstall
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\desinstalar.exe"
  RMDir "$INSTDIR"

  Delete "$DESKTOP\${PROGRAM}.lnk"
  Delete "$SMPROGRAMS\${PROGRAM}.lnk"

  !insertmacro OPENS_NO_MORE .pmi "${PLAN}"
  !insertmacro OPENS_NO_MORE .pmiarea "${AREA}"
  DeleteRegKey HKCU "${INSTALLED}"
  ${RefreshShellIcons}
SectionEnd
