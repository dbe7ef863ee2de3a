/**
 * The rules for XLSX files: what Excel repairs, or refuses. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { childAt, childrenOf, elementsIn, textIn } from '../../base/xml.ts'
import { excerpt, type InspectionRule } from '../inspection-rule.ts'
import type { XlsxSubject } from './xlsx-subject.ts'

const WORKBOOK = 'xl/workbook.xml'

export const idRepeated: InspectionRule<XlsxSubject> = {
  id: 'id-repeated',
  *check({ workbook }) {
    const seen = new Set<string>()
    const twice = (key: string): boolean => seen.has(key) || !seen.add(key)
    for (const { attributes } of childrenOf(childAt(workbook, 'sheets'), 'sheet')) {
      const [name, id] = [attributes.get('name') ?? '', attributes.get('sheetId') ?? '']
      if (twice(`name ${name.toLowerCase()}`)) yield { message: `Two sheets are called “${name}”`, where: WORKBOOK }
      if (twice(`id ${id}`)) yield { message: `Two sheets have the id ${id}`, where: WORKBOOK }
    }
    for (const { attributes } of elementsIn(workbook, 'definedName')) {
      const name = attributes.get('name') ?? ''
      if (twice(`defined ${attributes.get('localSheetId') ?? ''} ${name.toLowerCase()}`))
        yield { message: `Two names are \`${name}\``, where: WORKBOOK }
    }
  },
}

/** A sheet's name that needs no quotation marks before `!`. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/

export const definedNameBroken: InspectionRule<XlsxSubject> = {
  id: 'defined-name-broken',
  *check({ workbook, sheets }) {
    const names = new Set(sheets.map(({ name }) => name.toLowerCase()))
    for (const defined of elementsIn(workbook, 'definedName')) {
      const [name, range] = [defined.attributes.get('name') ?? '', textIn(defined)]
      const [, quoted, bare] = /^(?:'((?:[^']|'')*)'|([^!]*))!/.exec(range) ?? []
      if (quoted === undefined && bare === undefined) continue
      const sheet = quoted?.replaceAll("''", "'") ?? bare ?? ''
      if (quoted === undefined && !PLAIN_NAME.test(sheet))
        yield { message: `\`${name}\` is \`${range}\`: the sheet’s name must be between apostrophes`, where: WORKBOOK }
      else if (!names.has(sheet.toLowerCase()))
        yield { message: `\`${name}\` is of the sheet “${sheet}”, which does not exist`, where: WORKBOOK }
    }
  },
}

export const workbookLimit: InspectionRule<XlsxSubject> = {
  id: 'workbook-limit',
  *check({ workbook, sheets, parts }) {
    for (const { attributes } of childrenOf(childAt(workbook, 'sheets'), 'sheet')) {
      const name = attributes.get('name') ?? ''
      if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
        yield {
          message: `A sheet is called “${excerpt(name)}”: at most 31 characters, none of []:*?/\\`,
          where: WORKBOOK,
        }
    }
    const strings = childrenOf(parts.get('xl/sharedStrings.xml'), 'si')
    const texts = [
      ...strings.map((root) => ({ part: 'xl/sharedStrings.xml', root })),
      ...sheets.flatMap(({ part, root }) => [...elementsIn(root, 'is')].map((one) => ({ part, root: one }))),
    ]
    for (const { part, root } of texts) {
      const text = [...elementsIn(root, 't')].map(textIn).join('')
      if (text.length > 32_767)
        yield { message: `A cell has ${text.length} characters: “${excerpt(text)}”`, where: part }
    }
    for (const { root, part } of sheets) {
      for (const list of elementsIn(root, 'formula1')) {
        const text = textIn(list)
        if (text.startsWith('"') && text.length - 2 > 255)
          yield {
            message: `A drop-down list has ${text.length - 2} characters, at most 255: ${excerpt(text)}`,
            where: part,
          }
      }
      const links = [...elementsIn(root, 'hyperlink')].length
      if (links > 65_530) yield { message: `A sheet has ${links} links, at most 65530`, where: part }
      for (const { attributes } of elementsIn(root, 'col'))
        if (Number(attributes.get('width') ?? 0) > 255) yield { message: 'A column is wider than 255', where: part }
      for (const { attributes } of elementsIn(root, 'row'))
        if (Number(attributes.get('ht') ?? 0) > 409.5) yield { message: 'A row is higher than 409 points', where: part }
    }
  },
}

export const cellBroken: InspectionRule<XlsxSubject> = {
  id: 'cell-broken',
  *check({ sheets, parts }) {
    const strings = childrenOf(parts.get('xl/sharedStrings.xml'), 'si').length
    const styles = childrenOf(childAt(parts.get('xl/styles.xml'), 'cellXfs'), 'xf').length
    for (const { root, part } of sheets) {
      const seen = new Set<string>()
      for (const cell of elementsIn(root, 'c')) {
        const [at, type] = [cell.attributes.get('r') ?? '', cell.attributes.get('t') ?? 'n']
        const value = childAt(cell, 'v')
        const number = Number(textIn(value))
        if (at !== '' && seen.has(at)) yield { message: `${at} is there twice`, where: part }
        seen.add(at)
        if (type === 's' && !(Number.isInteger(number) && number >= 0 && number < strings))
          yield { message: `${at} is text number ${textIn(value)}, and there are ${strings} texts`, where: part }
        if (type === 'n' && value !== undefined && (textIn(value).trim() === '' || Number.isNaN(number)))
          yield { message: `${at} is said to be a number and is “${excerpt(textIn(value))}”`, where: part }
        if (styles > 0 && Number(cell.attributes.get('s') ?? 0) >= styles)
          yield { message: `${at} has a style that does not exist`, where: part }
      }
    }
  },
}
