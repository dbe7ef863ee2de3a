/**
 * The parts of a workbook around its sheets: which part a sheet is, and what says how formulas are calculated.
 *
 * @module
 */
import { strFromU8, strToU8 } from 'fflate'
import { parseXml, xmlTokens, type XmlElement } from '../base/xml.ts'

/** By their names in the file. */
export type Parts = Record<string, Uint8Array>

/** The name of the part that holds a sheet; without a name, that of the first visible one. @throws Error when there is none */
export function sheetPart(parts: Parts, sheet: string | undefined): string {
  const workbook = workbookPart(parts)
  const sheets = below(tree(parts, workbook), 'sheet')
  const target = sheets.find(({ attributes }) =>
    sheet === undefined ? (attributes.get('state') ?? 'visible') === 'visible' : attributes.get('name') === sheet,
  )
  const id = [...(target?.attributes ?? [])].find(([name]) => /^\w+:id$/.test(name))?.[1]
  const relation = relationsOf(parts, workbook).find((other) => other.id === id)
  if (relation === undefined || !(relation.part in parts)) throw new Error(`the sheet ${sheet ?? ''} is gone`)
  return relation.part
}

/** Its order of calculation names cells; Excel makes it anew, and calls the file damaged where it names a wrong one. */
export function dropCalculationChain(parts: Parts): void {
  const workbook = workbookPart(parts)
  for (const { part } of relationsOf(parts, workbook).filter(({ type }) => type.endsWith('/calcChain'))) {
    Reflect.deleteProperty(parts, part)
    dropElements(parts, relationsPart(workbook), ({ type }) => type.endsWith('/calcChain'))
    dropElements(parts, '[Content_Types].xml', ({ partName }) => partName === `/${part}`)
  }
}

/** Results of formulas that use a changed cell are out of date until the workbook is opened. */
export function recalculateOnOpening(parts: Parts): void {
  const hasFormulas = Object.entries(parts).some(
    ([name, bytes]) => /\/worksheets\/[^/]+\.xml$/.test(name) && /<(?:\w+:)?f[\s>]/.test(strFromU8(bytes)),
  )
  if (!hasFormulas) return
  const workbook = workbookPart(parts)
  const xml = text(parts, workbook)
  // The order of the elements is fixed: the settings come behind these.
  let behind = 0
  let prefix = ''
  for (const token of xmlTokens(xml)) {
    if (typeof token === 'string') continue
    const name = local(token.name)
    if (name === 'workbook') prefix = token.name.slice(0, -name.length)
    if (name === 'calcPr' && token.opens) {
      if (token.attributes.get('fullCalcOnLoad') !== '1') {
        const tag = xml.slice(token.from, token.to).replace(/\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')/, '')
        const better = tag.replace(/\s*(\/?)>$/, ' fullCalcOnLoad="1"$1>')
        parts[workbook] = strToU8(xml.slice(0, token.from) + better + xml.slice(token.to))
      }
      return
    }
    if (['sheets', 'functionGroups', 'externalReferences', 'definedNames'].includes(name) && token.closes)
      behind = token.to
  }
  if (behind > 0)
    parts[workbook] = strToU8(`${xml.slice(0, behind)}<${prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(behind)}`)
}

interface Relation {
  readonly id: string
  readonly type: string
  /** Name of the part it leads to. */
  readonly part: string
}

function relationsOf(parts: Parts, part: string): Relation[] {
  const base = `file:///${part}`
  return below(tree(parts, relationsPart(part)), 'Relationship').map(({ attributes }) => ({
    id: attributes.get('Id') ?? '',
    type: attributes.get('Type') ?? '',
    part: decodeURI(new URL(attributes.get('Target') ?? '', base).pathname).slice(1),
  }))
}

const relationsPart = (part: string): string => part.replace(/[^/]*$/, (name) => `_rels/${name}.rels`)

/** @throws Error when the file is no workbook */
function workbookPart(parts: Parts): string {
  const main = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))
  if (main === undefined) throw new Error('the file has no workbook')
  return main.part
}

function dropElements(
  parts: Parts,
  part: string,
  isDropped: (about: { readonly type: string; readonly partName: string }) => boolean,
): void {
  let xml = text(parts, part)
  for (const token of [...xmlTokens(xml)].reverse()) {
    if (typeof token === 'string' || !token.closes || !token.opens) continue
    const about = { type: token.attributes.get('Type') ?? '', partName: token.attributes.get('PartName') ?? '' }
    if (isDropped(about)) xml = xml.slice(0, token.from) + xml.slice(token.to)
  }
  parts[part] = strToU8(xml)
}

const text = (parts: Parts, part: string): string => strFromU8(parts[part] ?? new Uint8Array())

/** @throws Error when there is no such part */
function tree(parts: Parts, part: string): XmlElement {
  if (!(part in parts)) throw new Error(`the file has no ${part}`)
  return parseXml(text(parts, part))
}

function below(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(local(child.name) === name ? [child] : []), ...below(child, name)],
  )
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
