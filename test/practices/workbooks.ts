import { strToU8, zipSync } from 'fflate'

/** What a test wants in a workbook: written by hand as Excel and LibreOffice write it, not by the library under test. */
export interface Sheet {
  readonly name: string
  readonly hidden?: boolean
  /** A number with a style is `{ v, s }`: style 1 is a date, 2 a time of day. */
  readonly rows: readonly (readonly (string | number | boolean | null | { readonly v: number; readonly s: number })[])[]
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
  readonly merges?: readonly string[]
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export function xlsx(...sheets: readonly Sheet[]): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packageRel = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRel}"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRel}">${sheets
      .map(
        (_, at) => `<Relationship Id="rId${at + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdS" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-809]d\\ mmmm\\ yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  }
  sheets.forEach((sheet, at) => {
    const columns = (sheet.hiddenColumns ?? []).map((c) => `<col min="${c + 1}" max="${c + 1}" width="9" hidden="1"/>`)
    const rows = sheet.rows.map((values, index) => {
      const cells = values.map((value, column) => {
        const ref = `${LETTERS[column] ?? ''}${index + 1}`
        if (value === null) return ''
        if (typeof value === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
        if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${Number(value)}</v></c>`
        if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
        return `<c r="${ref}" s="${value.s}"><v>${value.v}</v></c>`
      })
      const hidden = sheet.hiddenRows?.includes(index + 1) === true ? ' hidden="1"' : ''
      return `<row r="${index + 1}"${hidden}>${cells.join('')}</row>`
    })
    const merges = (sheet.merges ?? []).map((ref) => `<mergeCell ref="${ref}"/>`)
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${main}">${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${rows.join('')}</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''}</worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** An OpenDocument spreadsheet with the given `<office:spreadsheet>` inside. */
export function ods(spreadsheet: string, styles = ''): Uint8Array {
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${spreadsheet}</office:spreadsheet></office:body></office:document-content>`,
    ),
  })
}
