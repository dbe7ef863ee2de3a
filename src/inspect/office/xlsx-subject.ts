/**
 * Reads an XLSX file once, for all rules: its workbook and its sheets.
 *
 * @module
 */
import { childAt, childrenOf, type XmlElement, XmlError } from '../../base/xml.ts'
import { type OfficePackage, readPackage, relationships } from './office-package.ts'

export interface XlsxSubject extends OfficePackage {
  readonly path: string
  readonly workbook: XmlElement
  readonly sheets: readonly {
    readonly name: string
    readonly id: string
    readonly part: string
    readonly root: XmlElement
  }[]
}

const WORKBOOK = 'xl/workbook.xml'

/** @throws XmlError, or an error of fflate for a broken zip; the caller turns it into a problem */
export function readXlsxSubject(path: string, bytes: Uint8Array): XlsxSubject {
  const { names, parts } = readPackage(bytes)
  const workbook = parts.get(WORKBOOK)
  if (workbook === undefined) throw new XmlError(`It has no ${WORKBOOK}`)
  const targets = new Map(
    relationships({ names, parts }).flatMap(({ part, id, target }) => (part === WORKBOOK ? [[id, target]] : [])),
  )
  const sheets = childrenOf(childAt(workbook, 'sheets'), 'sheet').flatMap(({ attributes }) => {
    const part = targets.get(attributes.get('r:id') ?? '') ?? ''
    const root = parts.get(part)
    return root === undefined
      ? []
      : [{ name: attributes.get('name') ?? '', id: attributes.get('sheetId') ?? '', part, root }]
  })
  return { path, names, parts, workbook, sheets }
}
