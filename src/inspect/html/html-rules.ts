/**
 * The rules for HTML pages. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { addressProblem, excerpt, headingProblems, languageProblem, type InspectionRule } from '../inspection-rule.ts'
import { ancestor, childrenOf, elementsIn, textIn, type XmlElement } from '../../base/xml.ts'
import { accessibleName, type HtmlSubject, type IsBeside, isHiddenFromReaders, wordsOf } from './html-subject.ts'

export const charsetMissing: InspectionRule<HtmlSubject> = {
  id: 'charset-missing',
  *check({ root, source }) {
    const charset = [...elementsIn(root, 'meta')]
      .find((meta) => meta.attributes.has('charset'))
      ?.attributes.get('charset')
    if (charset?.toLowerCase() !== 'utf-8') yield { message: 'The page does not say that it is written in UTF-8' }
    // HTML Standard, 4.2.5.4: the declaration must be within the first 1024 bytes.
    else if (Buffer.byteLength(source.slice(0, source.search(/<meta[^>]*charset/i))) > 1024)
      yield { message: 'The character set is declared too late in the page (after 1024 bytes)' }
  },
}

export const fieldNameRepeated: InspectionRule<HtmlSubject> = {
  id: 'field-name-repeated',
  *check(subject) {
    const seen = new Set<string>()
    for (const field of elementsIn(subject.root, 'input', 'select', 'textarea')) {
      const name = accessibleName(subject, field)
      if (name !== '' && seen.has(name)) yield { message: `Two fields are read out as “${name}”` }
      seen.add(name)
    }
  },
}

export const fieldWithoutName: InspectionRule<HtmlSubject> = {
  id: 'field-without-name',
  *check(subject) {
    for (const field of elementsIn(subject.root, 'input', 'select', 'textarea', 'button'))
      if (field.attributes.get('type') !== 'hidden' && accessibleName(subject, field) === '')
        yield { message: `A ${field.name} (\`${field.attributes.get('id') ?? ''}\`) has no label` }
  },
}

export const figureWithoutAlternative: InspectionRule<HtmlSubject> = {
  id: 'figure-without-alternative',
  *check(subject) {
    for (const picture of elementsIn(subject.root, 'img', 'svg')) {
      if (isHiddenFromReaders(picture)) continue
      // An empty `alt` means decoration; a missing `alt` means nothing.
      if (picture.name === 'img' && !picture.attributes.has('alt')) yield { message: 'A picture has no `alt`' }
      if (picture.name === 'svg' && accessibleName(subject, picture) === '')
        yield { message: 'A drawing (svg) has neither a name nor `aria-hidden`' }
    }
  },
}

export const headingSkipped: InspectionRule<HtmlSubject> = {
  id: 'heading-skipped',
  *check({ root }) {
    const headings = [...elementsIn(root, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')]
    yield* headingProblems(
      headings.map((heading) => ({ level: Number(heading.name.slice(1)), words: wordsOf(heading) })),
    )
  },
}

/** Elements with text of their own. Buttons are left out: they do nothing without a script, and may wait for it. */
const WORDS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'td',
  'th',
  'table',
  'ul',
  'ol',
  'section',
  'main',
  'article',
  'fieldset',
]

export const hiddenWithoutScript: InspectionRule<HtmlSubject> = {
  id: 'hidden-without-script',
  *check({ root }) {
    for (const element of elementsIn(root, ...WORDS)) {
      const hidden =
        element.attributes.has('hidden') || /display\s*:\s*none/.test(element.attributes.get('style') ?? '')
      const status = element.attributes.has('aria-live') || element.attributes.get('role') === 'status'
      if (hidden && !status && !ancestor(element, 'template') && wordsOf(element) !== '')
        yield { message: `“${excerpt(wordsOf(element))}” is hidden until a script shows it` }
    }
  },
}

export const idRepeated: InspectionRule<HtmlSubject> = {
  id: 'id-repeated',
  *check({ root }) {
    const seen = new Set<string>()
    for (const element of elementsIn(root)) {
      const id = element.attributes.get('id')
      if (id === undefined) continue
      if (id.trim() === '') yield { message: `A ${element.name} has an empty id` }
      else if (seen.has(id)) yield { message: `Two elements have the id \`${id}\`` }
      seen.add(id)
    }
  },
}

export const landmarkMissing: InspectionRule<HtmlSubject> = {
  id: 'landmark-missing',
  *check({ root }) {
    const [main, second] = elementsIn(root, 'main')
    if (!main) return yield { message: 'The page has no main part (`main`)' }
    if (second) yield { message: 'The page has more than one main part (`main`)' }
    const [link] = elementsIn(root, 'a')
    const target = link?.attributes.get('href') ?? ''
    const isInMain = [main, ...elementsIn(main)].some((element) => `#${element.attributes.get('id')}` === target)
    if (!isInMain) yield { message: 'The first link of the page does not skip to its main part' }
  },
}

export const languageMissing: InspectionRule<HtmlSubject> = {
  id: 'language-missing',
  *check({ root }) {
    const [html] = elementsIn(root, 'html')
    const problem = languageProblem(html?.attributes.get('lang'))
    if (problem) yield { message: problem }
  },
}

export const linkTargetBroken: InspectionRule<HtmlSubject> = {
  id: 'link-target-broken',
  *check({ root, isBeside }) {
    const ids = new Set([...elementsIn(root)].map((element) => element.attributes.get('id')))
    for (const link of elementsIn(root, 'a')) {
      const address = link.attributes.get('href')
      if (address === undefined) continue
      const where = `link “${excerpt(wordsOf(link))}”`
      if (address.startsWith('#')) {
        if (!ids.has(decodeURIComponent(address.slice(1))))
          yield { message: `Link target \`${address}\` is not on the page`, where }
        continue
      }
      const problem = isPath(address) ? pathProblem(address, isBeside) : addressProblem(address)
      if (problem) yield { message: problem, where }
    }
  },
}

/** A link to a file of the same pack: neither a scheme, nor another host, nor the root of a disk. */
const isPath = (address: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(address)

/** A pack is moved and sent as a whole, so what it links to must be in it. */
function pathProblem(address: string, isBeside: IsBeside): string | null {
  const [encoded = ''] = address.split(/[?#]/)
  let path: string
  try {
    path = decodeURIComponent(encoded)
  } catch {
    return `Unexpected link to \`${address}\`: its percent signs are no encoding`
  }
  if (path.split(/[/\\]/).includes('..')) return `A link leaves the folder of the page: \`${address}\``
  if (path !== '' && isBeside(path)) return null
  return `Unexpected link to \`${address}\`, expected a file beside the page or a complete address such as \`https://…\``
}

export const linkWithoutWords: InspectionRule<HtmlSubject> = {
  id: 'link-without-words',
  *check(subject) {
    for (const link of elementsIn(subject.root, 'a'))
      if (link.attributes.has('href') && accessibleName(subject, link) === '')
        yield { message: `The link to \`${link.attributes.get('href')}\` has no words` }
  },
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ul: ['li', 'script', 'template'],
  ol: ['li', 'script', 'template'],
  dl: ['dt', 'dd', 'div', 'script', 'template'],
}

export const listBroken: InspectionRule<HtmlSubject> = {
  id: 'list-broken',
  *check({ root }) {
    for (const list of elementsIn(root, 'ul', 'ol', 'dl'))
      for (const child of childrenOf(list))
        if (!(ALLOWED[list.name] ?? []).includes(child.name))
          yield { message: `A list (${list.name}) contains \`${child.name}\`` }
  },
}

export const markupBroken: InspectionRule<HtmlSubject> = {
  id: 'markup-broken',
  *check({ hasDoctype, problems }) {
    if (!hasDoctype) yield { message: 'The page does not begin with `<!doctype html>`' }
    for (const { message, line } of problems) yield { message, where: `line ${line}` }
  },
}

/** What a browser loads by itself. Only a reader follows a link (`a href`). */
const LOADS: readonly (readonly [element: string, attribute: string])[] = [
  ...['img', 'script', 'iframe', 'source', 'video', 'audio', 'embed', 'track', 'input'].map(
    (name) => [name, 'src'] as const,
  ),
  ...([
    ['img', 'srcset'],
    ['source', 'srcset'],
    ['link', 'href'],
    ['object', 'data'],
    ['use', 'href'],
    ['form', 'action'],
  ] as const),
]
const SENDS = /\b(fetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts|import\s*\()/

export const outsideRequest: InspectionRule<HtmlSubject> = {
  id: 'outside-request',
  *check({ root }) {
    for (const [name, attribute] of LOADS)
      for (const element of elementsIn(root, name)) {
        const address = element.attributes.get(attribute)
        if (address !== undefined && !isInside(address))
          yield { message: `\`${name} ${attribute}\` loads \`${address.slice(0, 60)}\`` }
      }
    for (const style of elementsIn(root, 'style')) yield* loadsOfStyle(style)
    for (const script of elementsIn(root, 'script')) {
      const sends = SENDS.exec(textIn(script))?.[1]
      if (sends !== undefined) yield { message: `A script can send or load data (\`${sends.trim()}\`)` }
    }
    for (const element of elementsIn(root))
      for (const [, address = ''] of (element.attributes.get('style') ?? '').matchAll(URL_IN_STYLE))
        if (!isInside(address)) yield { message: `A style attribute loads \`${address.slice(0, 60)}\`` }
  },
}

const URL_IN_STYLE = /url\(\s*["']?([^"')]*)/g

function* loadsOfStyle(style: XmlElement): Generator<{ message: string }> {
  const rules = textIn(style)
  for (const [, address = ''] of rules.matchAll(URL_IN_STYLE))
    if (!isInside(address)) yield { message: `A style loads \`${address.slice(0, 60)}\`` }
  if (/@import\b/.test(rules)) yield { message: 'A style imports another one' }
}

const isInside = (address: string): boolean => /^(data:|#|blob:)/.test(address.trim()) || address.trim() === ''

export const printStyleMissing: InspectionRule<HtmlSubject> = {
  id: 'print-style-missing',
  *check({ root }) {
    const styles = [...elementsIn(root, 'style')]
    const forPrint = styles.some(
      (style) => style.attributes.get('media') === 'print' || /@media\s+(only\s+)?print/.test(textIn(style)),
    )
    if (!forPrint) yield { message: 'The page has no styles for paper (`@media print`)' }
  },
}

export const tableWithoutCaption: InspectionRule<HtmlSubject> = {
  id: 'table-without-caption',
  *check(subject) {
    for (const table of elementsIn(subject.root, 'table')) {
      const [caption] = elementsIn(table, 'caption')
      const named = table.attributes.has('aria-label') || table.attributes.has('aria-labelledby')
      const name = caption ? wordsOf(caption) : named ? accessibleName(subject, table) : ''
      if (name === '') yield { message: `Table “${excerpt(wordsOf(table))}” has no caption` }
    }
  },
}

/** In a header cell with a field, what somebody types becomes its text. */
const FIELDS = ['input', 'textarea', 'select']

export const tableWithoutHeaders: InspectionRule<HtmlSubject> = {
  id: 'table-without-headers',
  *check({ root }) {
    for (const table of elementsIn(root, 'table')) {
      const headers = [...elementsIn(table, 'th')].filter((header) => ancestor(header, 'table') === table)
      if (headers.length === 0) yield { message: `Table “${excerpt(wordsOf(table))}” has no header cells` }
      for (const header of headers) {
        if (wordsOf(header) === '' && elementsIn(header, ...FIELDS).next().done)
          yield { message: `A header cell of table “${excerpt(wordsOf(table))}” is empty` }
        if (!header.attributes.has('scope'))
          yield { message: `Header cell “${excerpt(wordsOf(header))}” does not say whether it names a row or a column` }
      }
    }
  },
}

export const titleMissing: InspectionRule<HtmlSubject> = {
  id: 'title-missing',
  *check({ root }) {
    const [head] = elementsIn(root, 'head')
    const [title] = head ? elementsIn(head, 'title') : []
    if (textIn(title).trim() === '') yield { message: 'The page has no title' }
  },
}

export const zoomBlocked: InspectionRule<HtmlSubject> = {
  id: 'zoom-blocked',
  *check({ root }) {
    const viewport = [...elementsIn(root, 'meta')].find((meta) => meta.attributes.get('name') === 'viewport')
    const content = viewport?.attributes.get('content') ?? ''
    if (!/width\s*=\s*device-width/.test(content))
      yield { message: 'The page does not adapt to the width of a phone (viewport)' }
    if (/user-scalable\s*=\s*(no|0)|maximum-scale/.test(content))
      yield { message: 'The page keeps readers from making it larger (viewport)' }
  },
}
