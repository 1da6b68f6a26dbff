Attribute VB_Name = "XlperfRibbon"
Option Explicit

' Every button of the ribbon comes in here; what it does is written in Python. This file is ASCII: Chinese stands in
' the ribbon's XML and, spelled by its code points, in the module XlperfTexts.

Public Sub XlperfOnAction(control As IRibbonControl)
    Dispatch control.ID, control.Tag
End Sub

' RunPython needs a workbook, and would otherwise look for a program called python wherever it may.
Private Sub Dispatch(ByVal controlId As String, ByVal controlTag As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox Spell(XLPERF_NO_WORKBOOK), vbInformation, "xlperf"
    ElseIf Not FileExists(GetConfig("INTERPRETER_WIN")) Then
        MsgBox Spell(XLPERF_NO_PROGRAM), vbExclamation, "xlperf"
    Else
        RunPython "import xlperf.excel.callbacks as c; c.run('" & controlId & "', '" & controlTag & "')"
    End If
End Sub

Private Function Spell(ByVal codes As String) As String
    Dim code As Variant
    For Each code In Split(codes)
        Spell = Spell & ChrW(CLng("&H" & code))
    Next code
End Function
