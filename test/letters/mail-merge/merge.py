"""Merges a Word letter over a CSV file with LibreOffice's own mail merge, one PDF for each row.

    python3 merge.py LETTER.docx FOLDER-OF-CSV TABLE OUT PROFILE

LibreOffice is started for this alone, with a profile folder of its own, and ended by its process. Exit code 77: this
installation lacks the parts for databases.
"""

import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def value(name, what):
    one = PropertyValue()
    one.Name = name
    one.Value = what
    return one


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice did not answer")


def main(letter, folder, table, out, profile):
    pipe = f"letters{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={url(profile)}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        context = connect(pipe)
        make = context.ServiceManager.createInstanceWithContext
        sources = make("com.sun.star.sdb.DatabaseContext", context)
        source = sources.createInstance()
        source.URL = "sdbc:flat:" + url(folder)
        source.Info = (value("Extension", "csv"), value("HeaderLine", True), value("FieldDelimiter", ","),
                       value("StringDelimiter", '"'), value("CharSet", "UTF-8"))
        try:
            source.DatabaseDocument.storeAsURL(url(os.path.join(out, "patients.odb")), ())
        except Exception:
            sys.exit(77)
        sources.registerObject("patients", source)
        merge = make("com.sun.star.text.MailMerge", context)
        merge.DataSourceName = "patients"
        merge.CommandType = 0  # a table
        merge.Command = table
        merge.DocumentURL = url(letter)
        merge.OutputType = 2  # files
        merge.OutputURL = url(out)
        merge.SaveAsSingleFile = False
        merge.FileNamePrefix = "merged"
        merge.FileNameFromColumn = False
        merge.SaveFilter = "writer_pdf_Export"
        merge.execute(())
    finally:
        os.killpg(office.pid, 15)
        office.wait(30)


main(*sys.argv[1:])
