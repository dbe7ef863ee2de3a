/**
 * Reads one page of a guide, unless it is too large to parse safely, and resolves links between pages.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'
import { nearestBy } from '../base/text.ts'
import { listValue, textValue } from '../markdown/front-matter.ts'
import type { HeadingFound } from '../markdown/outline.ts'
import { type MarkdownPage, readPage } from '../markdown/read-page.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import { notUtf8 } from '../model/text-file.ts'
import type { SourceFile } from '../model/sources.ts'
import { isAnnotation } from './annotation.ts'

// Limits for the Markdown parser: its time grows faster than the page, and deep nesting exhausts its stack. The largest page
// of the public guide has 30 kB and 250 lines.
const MAX_BYTES = 200_000
const MAX_DEPTH = 100
const MAX_LINES = 10_000
/** Per block, which ends at an empty line. */
const MAX_BLOCK_LINES = 1_500
const MAX_BLOCK_MARKS = 4_000
/** Quote marks and list markers at the starts of all lines together. */
const MAX_CONTAINERS = 10_000

const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/
/** Characters that can open an inline construct. */
const MARKS = /[*_[\]`<\\]/g

/** @returns the finding for a page that must not be parsed, else null */
export function refusePage(file: SourceFile): Finding | null {
  const refused = (rule: RuleId, line: number, message: string): Finding =>
    findingOf(rule, `${message} The page was not read.`, { place: { file: file.file, line, column: 1 } })
  const { text } = file
  // Every character is at least one byte and at most three: the exact count is only needed near the limit.
  if (text.length > MAX_BYTES || (text.length * 3 > MAX_BYTES && Buffer.byteLength(text) > MAX_BYTES)) {
    return refused('page-too-large', 1, `Unexpected page of more than ${MAX_BYTES / 1000} kB; split it into several.`)
  }
  let block = newBlock()
  let containers = 0
  let line = 0
  for (let at = 0; at < text.length; at = LINE.lastIndex) {
    LINE.lastIndex = at
    const words = LINE.exec(text)?.[0] ?? ''
    line += 1
    const start = CONTAINERS.exec(words)?.[0] ?? ''
    if (line > MAX_LINES)
      return refused('page-too-large', line, `Unexpected page of more than ${MAX_LINES} lines; split it.`)
    if (words.trim() === '') {
      block = newBlock()
      continue
    }
    const depth = start === '' ? 0 : (start.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0)
    const indentation = start.length < MAX_DEPTH / 2 ? 0 : start.replace(/\t/g, '    ').replace(/\S/g, '').length
    containers += depth
    block.lines += 1
    for (const mark of words.matchAll(MARKS)) count(block, mark[0], words, mark.index)
    if (Math.max(depth, indentation / 2 - depth, block.deepest) > MAX_DEPTH) {
      return refused(
        'page-nested-too-deep',
        line,
        `Unexpected nesting more than ${MAX_DEPTH} deep, of quotes, lists, brackets or emphasis.`,
      )
    }
    if (block.lines > MAX_BLOCK_LINES || block.marks > MAX_BLOCK_MARKS || containers > MAX_CONTAINERS) {
      return refused(
        'page-too-large',
        line,
        'Unexpected amount of lines or marks without an empty line between them; split the page or the list.',
      )
    }
  }
  return null
}

const newBlock = () => ({ lines: 0, marks: 0, brackets: 0, emphasis: 0, deepest: 0 })

/** Counts open brackets and emphasis: a mark after a space opens, one before a space closes. */
function count(block: ReturnType<typeof newBlock>, mark: string, line: string, at: number): void {
  block.marks += 1
  if (mark === '[') block.brackets += 1
  else if (mark === ']') block.brackets = Math.max(0, block.brackets - 1)
  else if (mark === '*' || mark === '_') {
    const opens = !isWord(line[at - 1]) && isWord(line[at + 1])
    const closes = isWord(line[at - 1]) && !isWord(line[at + 1])
    if (opens) block.emphasis += 1
    else if (closes) block.emphasis = Math.max(0, block.emphasis - 1)
  }
  block.deepest = Math.max(block.deepest, block.brackets, block.emphasis)
}

const isWord = (character: string | undefined): boolean => character !== undefined && !/[\s*_]/.test(character)

export interface ReadGuidePage extends SitePage {
  readonly markdown: MarkdownPage
  /** Whether comments may be annotations: in our own guide. */
  readonly annotated: boolean
  /** Id of the step group a file of the public guide belongs to. */
  readonly group: string | null
  readonly order: number | null
  text(key: string): string | null
  list(key: string): string[]
  /** Headings above an offset, outermost first. */
  headingsAbove(offset: number): readonly HeadingFound[]
}

/**
 * A page that is too large or nested too deeply is not read at all.
 *
 * @param keepLinks whether blocks keep the addresses of links into the guide
 * @returns no page, and one finding, for a page that is refused
 */
export function readGuidePage(
  file: SourceFile,
  kind: 'own' | 'public',
  keepLinks = false,
): { page: ReadGuidePage | null; findings: readonly Finding[] } {
  const refused = refusePage(file)
  if (refused !== null) return { page: null, findings: [refused] }
  const markdown = readPage(file.file, file.text, {
    keepLinks,
    ...(kind === 'public' ? { liquid: true } : { isAnnotation }),
  })
  const { frontMatter, outline } = markdown
  const findings = [...notUtf8(file), ...markdown.findings]
  const byPlace = [...outline.headings].sort((a, b) => a.offset - b.offset)
  const order = Number(frontMatter.values['order'] ?? Number.NaN)
  const page: ReadGuidePage = {
    file: file.file,
    title: textValue(frontMatter, 'title') ?? byPlace[0]?.text ?? nameOf(file.file),
    permalink: textValue(frontMatter, 'permalink'),
    headings: outline.headings,
    anchors: markdown.anchors,
    markdown,
    annotated: kind === 'own',
    group: textValue(frontMatter, 'group'),
    order: Number.isFinite(order) ? order : null,
    text: (key) => textValue(frontMatter, key),
    list: (key) => listValue(frontMatter, key),
    headingsAbove(offset) {
      const above: HeadingFound[] = []
      for (const heading of byPlace) {
        if (heading.offset > offset) break
        while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop()
        above.push(heading)
      }
      return above
    },
  }
  return { page, findings }
}

/** The file's name without folder, number and extension: `07-data-checking.md` becomes `data-checking`. */
export function nameOf(file: string): string {
  return file
    .replace(/^.*\//, '')
    .replace(/\.md$/i, '')
    .replace(/^\d+[-_. ]*/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

interface SitePage {
  /** Ids of what is no heading. */
  readonly anchors: readonly string[]
  readonly file: string
  readonly title: string
  readonly permalink: string | null
  readonly headings: readonly { readonly id: string; readonly text: string }[]
}

interface Target {
  readonly page: SitePage
  /** Id of the section, or null if the link leads to the page itself. */
  readonly id: string | null
}

type Resolved =
  | { readonly kind: 'external' }
  | { readonly kind: 'found'; readonly target: Target; readonly section: string | null }
  /** `page`: the page exists, its section does not. `nearest`: what was probably meant. */
  | { readonly kind: 'broken'; readonly page: SitePage | null; readonly nearest: Target | null }

/** A file that is not a page, such as a picture or a form: links to it are not checked. */
const ASSET = /\.(?!md$|html?$)[a-z0-9]{1,5}$/i
const GITHUB_FILE = /^(https?:\/\/github\.com\/[^/]+\/[^/]+)?\/(?:blob|tree|edit)\/[^/]+\/(.+)$/i

/** The guide as a site: the addresses of its pages and sections, and where a link leads. */
export class Site {
  readonly #pages: readonly SitePage[]
  readonly #byAddress = new Map<string, SitePage>()
  readonly #byFile = new Map<string, SitePage>()

  constructor(pages: readonly SitePage[]) {
    this.#pages = pages.filter(hasAddress)
    for (const page of pages) {
      this.#byFile.set(page.file, page)
      if (!hasAddress(page)) continue
      const address = addressOf(page)
      if (!this.#byAddress.has(address)) this.#byAddress.set(address, page)
    }
  }

  resolve(link: string, from: SitePage): Resolved {
    const target = decode(link.trim())
    const github = GITHUB_FILE.exec(target)
    if (github === null && /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return { kind: 'external' }
    if (github?.[1] !== undefined && !this.#byFile.has((github[2] ?? '').replace(/[#?].*$/, '')))
      return { kind: 'external' }

    const [before = '', fragment = ''] = (github?.[2] ?? target).split('#')
    const path = before.replace(/\?.*$/, '')
    const id = fragment === '' ? null : fragment
    const page = github === null ? this.#find(path, from) : (this.#byFile.get(path) ?? null)
    if (page === null)
      return ASSET.test(path) ? { kind: 'external' } : { kind: 'broken', page, nearest: this.#nearest(path, id) }
    const section = id === null ? null : (page.headings.find((heading) => heading.id === id)?.text ?? null)
    const known = id === null || section !== null || id === 'top' || page.anchors.includes(id)
    // A path into the repository opens on GitHub, but not on the site.
    if (github !== null && github[1] === undefined)
      return { kind: 'broken', page, nearest: { page, id: known ? id : null } }
    if (known) return { kind: 'found', target: { page, id }, section }
    return { kind: 'broken', page, nearest: this.#nearestSection(id, page) }
  }

  #find(path: string, from: SitePage): SitePage | null {
    if (path === '') return from
    if (path.endsWith('.md')) {
      const file = path.startsWith('/') ? path.slice(1) : join(from.file.replace(/[^/]*$/, ''), path)
      return this.#byFile.get(file) ?? this.#byAddress.get(trimmed(path)) ?? null
    }
    const absolute = path.startsWith('/')
      ? path
      : `/${join(
          addressOf(from)
            .replace(/[^/]*$/, '')
            .slice(1),
          path,
        )}`
    const found = this.#byAddress.get(trimmed(absolute))
    if (found !== undefined) return found
    // A hand-written base path: `/prm-practice-migration/guide/kick-off` on a site in that folder.
    return this.#byAddress.get(trimmed(absolute.replace(/^\/[^/]+/, '') || '/')) ?? null
  }

  #nearest(path: string, id: string | null): Target | null {
    if (id !== null) {
      const holders = this.#pages.filter((page) => page.headings.some((heading) => heading.id === id))
      const closest = holders.sort((a, b) => distance(addressOf(a), path) - distance(addressOf(b), path))[0]
      if (closest !== undefined) return { page: closest, id }
    }
    const page = nearestBy(path.replace(/^.*\//, ''), this.#pages, (each) => addressOf(each).replace(/^.*\//, ''))
    return page === null ? null : { page, id: null }
  }

  #nearestSection(id: string, page: SitePage): Target {
    const elsewhere = this.#pages.filter((each) => each.headings.some((heading) => heading.id === id))
    const here = nearestBy(id, page.headings, (heading) => heading.id)
    const [only] = elsewhere
    if (elsewhere.length === 1 && only !== undefined) return { page: only, id }
    return { page, id: here?.id ?? null }
  }
}

/** Step files (`_steps/…`) are only shown inside other pages. */
const hasAddress = (page: SitePage): boolean => page.permalink !== null || !page.file.startsWith('_')

/** How other pages link to it. */
function addressOf(page: SitePage): string {
  return trimmed(page.permalink ?? `/${page.file.replace(/(?:^|(?<=\/))index\.md$|\.md$/, '')}`)
}

/** As an author would write it: the file's name if `link` names a file, otherwise its address. */
export function targetAddress(target: Target, link: string): string {
  const page = /\.md(?:$|#)/.test(link) && !link.startsWith('/blob/') ? target.page.file : addressOf(target.page)
  return `${page}${target.id === null ? '' : `#${target.id}`}`
}

const trimmed = (address: string): string => address.replace(/\.html?$/, '').replace(/\/+$/, '') || '/'

function join(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function decode(link: string): string {
  try {
    return decodeURI(link)
  } catch {
    return link
  }
}
