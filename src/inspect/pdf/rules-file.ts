/**
 * Rules for PDFs about the file in general. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { addressProblem, languageProblem, type InspectionRule } from '../inspection-rule.ts'
import { parseXml, XmlError } from '../../base/xml.ts'
import { destinationNames, metadataProperty, metadataText, onPage } from './lookups.ts'
import type { PdfSubject } from './pdf-subject.ts'
import { isArray, isKind, nameOf, textOf } from './pdf-tokens.ts'

const ACTIVE = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'Movie', 'Sound'])

export const activeContent: InspectionRule<PdfSubject> = {
  id: 'active-content',
  *check({ file, pages }) {
    const names = file.dict(file.entry(file.catalogue, 'Names'))
    for (const key of ['JavaScript', 'EmbeddedFiles'])
      if (names.entries.has(key)) yield { message: `The file contains ${key}` }
    const actions = [
      file.entry(file.catalogue, 'OpenAction'),
      ...pages.flatMap((page) => page.annotations.map((annotation) => file.entry(annotation.dict, 'A'))),
    ]
    for (const action of actions) {
      const kind = nameOf(file.entry(action, 'S')) ?? ''
      if (ACTIVE.has(kind)) yield { message: `The file runs an action ${kind}` }
    }
    if (pages.some((page) => page.annotations.some((annotation) => annotation.dict.entries.has('AA'))))
      yield { message: 'A field runs actions of its own' }
  },
}

export const claimMissing: InspectionRule<PdfSubject> = {
  id: 'claim-missing',
  *check({ file, copy }) {
    const metadata = metadataText(file) ?? ''
    if (!metadataProperty(metadata, 'pdfuaid:part')) yield { message: 'The file does not claim PDF/UA' }
    const archive = metadataProperty(metadata, 'pdfaid:part')
    if (copy === 'print' && archive === undefined) yield { message: 'The print copy does not claim PDF/A' }
    // Acrobat opens PDF/A read-only until the reader enables editing.
    if (copy === 'fill-in' && archive !== undefined)
      yield { message: 'The fill-in copy claims PDF/A, so that readers open it as read-only' }
  },
}

export const languageMissing: InspectionRule<PdfSubject> = {
  id: 'language-missing',
  *check({ file }) {
    const problem = languageProblem(textOf(file.entry(file.catalogue, 'Lang')))
    if (problem) yield { message: problem }
  },
}

export const linkTargetBroken: InspectionRule<PdfSubject> = {
  id: 'link-target-broken',
  *check({ file, pages }) {
    const names = destinationNames(file)
    const pageObjects = new Set(pages.map((page) => page.object))
    for (const page of pages)
      for (const { subtype, dict } of page.annotations) {
        if (subtype !== 'Link') continue
        const where = onPage(page.number)
        const action = file.entry(dict, 'A')
        const address = textOf(file.entry(action, 'URI'))
        if (address !== undefined) {
          const problem = addressProblem(address)
          if (problem) yield { message: problem, where }
          continue
        }
        const target = file.get(dict.entries.get('Dest') ?? file.dict(action).entries.get('D'))
        const name = textOf(target) ?? nameOf(target)
        const first = isArray(target) ? target[0] : undefined
        if (name !== undefined && !names.has(name))
          yield { message: `A link leads to \`${name}\`, which does not exist`, where }
        else if (name === undefined && !(isKind(first, 'ref') && pageObjects.has(first.num)))
          yield { message: 'A link leads to no page of this file', where }
      }
  },
}

export const metadataBroken: InspectionRule<PdfSubject> = {
  id: 'metadata-broken',
  *check({ file }) {
    const metadata = metadataText(file)
    if (metadata === null) return yield { message: 'The file has no XMP metadata' }
    try {
      parseXml(metadata)
    } catch (error) {
      if (!(error instanceof XmlError)) throw error
      yield { message: `The XMP metadata is not well-formed XML: ${error.message}` }
    }
  },
}

export const titleMissing: InspectionRule<PdfSubject> = {
  id: 'title-missing',
  *check({ file }) {
    const title = textOf(file.entry(file.trailer.entries.get('Info'), 'Title'))?.trim() ?? ''
    if (title === '') yield { message: 'The file has no title in its properties' }
    if (file.entry(file.catalogue.entries.get('ViewerPreferences'), 'DisplayDocTitle') !== true)
      yield { message: 'Readers show the file name instead of the title (DisplayDocTitle)' }
  },
}
