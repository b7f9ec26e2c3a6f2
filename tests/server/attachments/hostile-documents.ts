import { EICAR } from "@/server/attachments/virus-test-string";
import {
  docxParts,
  makeDocx,
  makePdf,
  makeXls,
  ofdParts,
  packParts,
  relationships,
  xlsxParts,
  type Parts,
  type Relationship,
} from "../../support/generated-files";
import { makeOle } from "../../support/ole-writer";
import { makeZip } from "../../support/zip-writer";
import { entriesOf, zeros, type HostileFile } from "./hostile-file";

const MB = 1024 * 1024;
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const docxWith = (more: Parts) => packParts({ ...docxParts("制度"), ...more });
const linked = (row: Omit<Relationship, "id">) => docxWith({ "word/_rels/document.xml.rels": relationships([{ id: "rId9", ...row }]) });

export const HOSTILE_ARCHIVES: HostileFile[] = [
  {
    what: "a bomb of one big entry",
    fileName: "a.docx",
    make: () => docxWith({ "word/media/a.bin": zeros(12 * MB) }),
    code: "archiveBomb",
  },
  {
    what: "a bomb that declares 10 bytes",
    fileName: "a.xlsx",
    make: () => makeZip([...entriesOf(xlsxParts("a")), { name: "xl/media/a.bin", data: zeros(12 * MB), declaredSize: 10 }]),
    code: "brokenArchive",
  },
  {
    what: "a bomb inside an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/embeddings/a.xlsx": packParts({ ...xlsxParts("a"), "xl/media/a.bin": zeros(12 * MB) }) }),
    code: "archiveBomb",
  },
  {
    what: "archives in archives in archives",
    fileName: "a.docx",
    make: () => docxWith({ "word/a.xlsx": packParts({ ...xlsxParts("a"), "xl/b.xlsx": packParts(xlsxParts("b")) }) }),
    code: "archiveBomb",
  },
  {
    what: "two thousand and more entries",
    fileName: "a.xlsx",
    make: () =>
      makeZip([...entriesOf(xlsxParts("a")), ...Array.from({ length: 2001 }, (_, i) => ({ name: `xl/${i}`, data: "", stored: true }))]),
    code: "archiveBomb",
  },
  { what: "a climbing entry name", fileName: "a.docx", make: () => docxWith({ "../../etc/cron.d/a": "a" }), code: "brokenArchive" },
  {
    what: "an absolute entry name",
    fileName: "a.ofd",
    make: () => packParts({ ...ofdParts("a"), "/etc/passwd": "a" }),
    code: "brokenArchive",
  },
  {
    what: "one entry name twice",
    fileName: "a.docx",
    make: () => makeZip([...entriesOf(docxParts("a")), { name: "word/document.xml", data: "b" }]),
    code: "brokenArchive",
  },
  {
    what: "an encrypted entry",
    fileName: "a.docx",
    make: () => makeZip([...entriesOf(docxParts("a")), { name: "word/a.xml", data: "a", encrypted: true }]),
    code: "encrypted",
  },
  { what: "a document cut in half", fileName: "a.docx", make: () => makeDocx("a").subarray(0, 300), code: "brokenArchive" },
  { what: "an entry of broken deflate data", fileName: "a.docx", make: () => corrupted(makeDocx("a".repeat(200))), code: "brokenArchive" },
];

export const ACTIVE_DOCUMENTS: HostileFile[] = [
  { what: "macros in a docm renamed docx", fileName: "a.docx", make: () => packParts(macroParts()), code: "macro" },
  { what: "macros in a docx", fileName: "a.docx", make: () => docxWith({ "word/vbaProject.bin": "VBA" }), code: "macro" },
  {
    what: "macros under another case",
    fileName: "a.xlsx",
    make: () => packParts({ ...xlsxParts("a"), "xl/VBAPROJECT.BIN": "VBA" }),
    code: "macro",
  },
  {
    what: "an Excel 4 macro sheet in xlsx",
    fileName: "a.xlsx",
    make: () => packParts({ ...xlsxParts("a"), "xl/macrosheets/sheet1.xml": "<a/>" }),
    code: "macro",
  },
  {
    what: "macros in an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/embeddings/a.xlsx": packParts({ ...xlsxParts("a"), "xl/vbaProject.bin": "V" }) }),
    code: "macro",
  },
  { what: "an Excel 4 macro sheet in xls", fileName: "a.xls", make: () => makeXls("Macro1", 1), code: "macro" },
  {
    what: "macros in a doc",
    fileName: "a.doc",
    make: () => makeOle([{ name: "WordDocument", data: zeros(8) }, { name: "Macros" }]),
    code: "macro",
  },
  {
    what: "macros in an xls",
    fileName: "a.xls",
    make: () => makeOle([{ name: "Workbook", data: zeros(8) }, { name: "_VBA_PROJECT_CUR" }]),
    code: "macro",
  },
  {
    what: "a docx under a password",
    fileName: "a.docx",
    make: () => makeOle([{ name: "EncryptedPackage", data: zeros(64) }]),
    code: "encrypted",
  },
  {
    what: "a link to a file of the computer",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/image`, target: "file:///C:/secret.png", external: true }),
    code: "externalLink",
  },
  {
    what: "a link to a network share",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/image`, target: "\\\\10.0.0.1\\share\\a.png", external: true }),
    code: "externalLink",
  },
  {
    what: "a link to a share in entities",
    fileName: "a.docx",
    make: () =>
      docxWith({
        "word/_rels/document.xml.rels":
          '<Relationships><Relationship Id="r" Type="x" TargetMode="External" Target="&#x66;ile://10.0.0.1/a"/></Relationships>',
      }),
    code: "externalLink",
  },
  {
    what: "a link hidden in UTF-16",
    fileName: "a.docx",
    make: () =>
      docxWith({
        "word/_rels/document.xml.rels": Buffer.from(
          `\ufeff<Relationships><Relationship Id="r" Type="x" Target="file:///c:/a" TargetMode="External"/></Relationships>`,
          "utf16le",
        ),
      }),
    code: "externalLink",
  },
  {
    what: "a template loaded from the web",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/attachedTemplate`, target: "https://example.com/a.dotm", external: true }),
    code: "externalLink",
  },
  {
    what: "entities in a relationship part",
    fileName: "a.docx",
    make: () => docxWith({ "word/_rels/document.xml.rels": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><Relationships/>' }),
    code: "brokenDocument",
  },
  { what: "a PDF that starts a program", fileName: "a.pdf", make: () => makePdf("a", "<< /S /Launch /F (cmd.exe) >>"), code: "activePdf" },
  { what: "the test virus as a PDF", fileName: "a.pdf", make: () => EICAR, code: "mismatch", codeAtDoor: "testVirus" },
  {
    what: "the test virus packed in a document",
    fileName: "a.docx",
    make: () => docxWith({ "word/media/a.bin": EICAR }),
    code: "testVirus",
  },
  {
    what: "the test virus in an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/a.xlsx": packParts({ ...xlsxParts("a"), "xl/a.bin": EICAR }) }),
    code: "testVirus",
  },
];

function macroParts(): Parts {
  const parts = docxParts("a");
  const types = String(parts["[Content_Types].xml"]).replace(
    /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main/,
    "application/vnd.ms-word.document.macroEnabled.main",
  );
  return { ...parts, "[Content_Types].xml": types, "word/vbaProject.bin": "VBA" };
}

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 60, 90);
  return copy;
}
