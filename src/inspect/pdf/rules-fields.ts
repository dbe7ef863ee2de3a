/**
 * Rules for PDFs about fields to fill in, on paper and on screen. Every exported object is a rule; nothing else is
 * exported here.
 *
 * @module
 */
import { count, type InspectionRule } from '../inspection-rule.ts'
import { formFields, onPage } from './lookups.ts'
import type { PdfFile } from './pdf-reader.ts'
import type { PdfSubject } from './pdf-subject.ts'
import { isKind, nameOf, type PdfValue, textOf } from './pdf-tokens.ts'
import { alternative, attribute, elementsOf } from './read-structure.ts'

export const fieldNameRepeated: InspectionRule<PdfSubject> = {
  id: 'field-name-repeated',
  *check(subject) {
    const names = new Set<string>()
    const labels = new Set<string>()
    for (const { name, label, page, shared } of formFields(subject)) {
      if (shared) continue
      if (name !== '' && names.has(name)) yield { message: `Two fields have the name \`${name}\``, where: onPage(page) }
      else if (label !== '' && labels.has(label))
        yield { message: `Two fields are read out as “${label}”`, where: onPage(page) }
      names.add(name)
      labels.add(label)
    }
  },
}

export const fieldOutsideForm: InspectionRule<PdfSubject> = {
  id: 'field-outside-form',
  *check(subject) {
    const known = fieldObjects(subject.file)
    for (const field of formFields(subject))
      if (!known.has(field.object))
        yield { message: `Field \`${field.name}\` is not part of the form`, where: onPage(field.page) }
  },
}

function fieldObjects(file: PdfFile): Set<number> {
  const found = new Set<number>()
  const visit = (field: PdfValue): void => {
    if (!isKind(field, 'ref') || found.has(field.num)) return
    found.add(field.num)
    for (const kid of file.list(file.entry(field, 'Kids'))) visit(kid)
  }
  for (const field of file.list(file.entry(file.entry(file.catalogue, 'AcroForm'), 'Fields'))) visit(field)
  return found
}

export const fieldWithoutAppearance: InspectionRule<PdfSubject> = {
  id: 'field-without-appearance',
  *check(subject) {
    const { file } = subject
    for (const field of formFields(subject)) {
      const normal = file.entry(file.entry(field.dict, 'AP'), 'N')
      const where = onPage(field.page)
      if (normal === null) yield { message: `Field \`${field.name}\` has no appearance`, where }
      else if (field.type === 'Btn' && !isKind(normal, 'stream') && file.dict(normal).entries.size < 2)
        yield { message: `Tick box \`${field.name}\` does not look different when ticked`, where }
    }
  },
}

export const fieldWithoutName: InspectionRule<PdfSubject> = {
  id: 'field-without-name',
  *check(subject) {
    for (const field of formFields(subject)) {
      if (field.label === '')
        yield { message: `Field \`${field.name}\` has no accessible name (TU)`, where: onPage(field.page) }
      if (field.name === '')
        yield { message: 'A field has no name (T), so its value cannot be kept', where: onPage(field.page) }
    }
  },
}

export const tickBoxWithoutName: InspectionRule<PdfSubject> = {
  id: 'tick-box-without-name',
  *check({ file, tree }) {
    for (const form of elementsOf(tree, 'Form')) {
      if (form.kids.some((kid) => kid.kind === 'object')) continue
      // ISO 32000-1, 14.8.5.6: printed fields have the attributes Role and Desc.
      const role = attribute(file, form, 'Role')
      const name = textOf(attribute(file, form, 'Desc')) ?? alternative(file, form)
      if (role === null) yield { message: 'A printed field has no role (attribute PrintField, Role)' }
      else if (name.trim() === '') yield { message: 'A printed field has no name (attribute Desc, or Alt)' }
    }
  },
}

export const tabOrderMissing: InspectionRule<PdfSubject> = {
  id: 'tab-order-missing',
  *check({ file, pages }) {
    for (const page of pages)
      if (page.annotations.length > 0 && nameOf(file.entry(page.dict, 'Tabs')) !== 'S')
        yield { message: 'The Tab key does not follow the reading order (Tabs)', where: onPage(page.number) }
  },
}

export const wrongCopy: InspectionRule<PdfSubject> = {
  id: 'wrong-copy',
  *check(subject) {
    const fields = formFields(subject).length
    if (subject.copy === 'print' && fields > 0)
      yield { message: `The print copy contains ${count(fields, 'field')} to fill in on a screen` }
    if (subject.copy === 'fill-in' && fields === 0) yield { message: 'The fill-in copy contains no field' }
  },
}
