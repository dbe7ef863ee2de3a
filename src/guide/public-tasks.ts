/**
 * Tasks of the public guide: the list items of its three role checklists. `public-guide.yaml` says which items are no tasks,
 * what is said instead of a question or a bare name, and when a task is due; rule 18 of `guide/ANNOTATIONS.md` explains it.
 *
 * @module
 */
import { lowerFirst } from '../base/text.ts'
import type { Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import type { ItemFound } from '../markdown/outline.ts'
import type { Task, Timing } from '../model/guide.ts'
import type { SourceFile } from '../model/sources.ts'
import { openYaml, type YamlMap } from '../model/yaml-map.ts'
import { list, mapping, text } from '../model/yaml-shape.ts'
import type { ReadGuidePage, Site } from './page.ts'
import { phaseOfStep, type PublicPhases, roleOfGroup, slug, unique } from './public-guide.ts'
import { parseTimingWords } from './timing-words.ts'

/** Ideas that must all be there: each is a list of words, one of which is enough. */
interface DueRule {
  readonly says: readonly (readonly string[])[]
  readonly unless: readonly string[]
  readonly timing: Timing
}

interface TaskRules {
  readonly titles: RegExp
  readonly questions: RegExp
  /** By the first word of the pattern: an item is compared with few of them. */
  readonly checks: ReadonlyMap<string, readonly CheckRule[]>
  readonly asks: RegExp
  readonly ask: string
  readonly name: string
  readonly actions: RegExp
  readonly must: RegExp
  readonly due: readonly DueRule[]
}

interface CheckRule {
  readonly pattern: RegExp
  readonly says: string
}

/** Of `public-guide.yaml`. */
export const PUBLIC_GUIDE_SHAPE = mapping({
  titles: list(text),
  questions: list(text),
  checks: list(mapping({ pattern: text, says: text })),
  asks: list(text),
  ask: text,
  name: text,
  actions: list(text),
  action_or_name: list(text),
  before_words: list(text),
  before_ing: list(text),
  must: list(text),
  due: list(mapping({ says: list(text), 'unless?': list(text), due: text })),
})

/** Cached: reading a guide's history parses hundreds of revisions with the same data. */
const alreadyRead = new WeakMap<SourceFile, TaskRules>()

/**
 * @param phases ids of the timing policy's phases, which `due` may name
 * @throws UserError when the file is not as expected
 */
export function parseTaskRules(file: SourceFile, phases: readonly string[]): TaskRules {
  const known = alreadyRead.get(file)
  if (known !== undefined) return known
  const map = openYaml(file, PUBLIC_GUIDE_SHAPE)
  const oneOf = (key: string): string => `(?:${map.strings(key).map(asSource).join('|')})`
  const startsWith = (...sources: readonly string[]): RegExp => new RegExp(`^(?:${sources.join('|')})${END}`, 'i')
  const checks = new Map<string, CheckRule[]>()
  for (const entry of map.list('checks')) {
    const pattern = entry.string('pattern')
    const same = checks.get(firstWord(pattern)) ?? []
    checks.set(firstWord(pattern), same)
    same.push({ pattern: startsWith(asSource(pattern)), says: entry.string('says') })
  }
  const rules: TaskRules = {
    titles: startsWith(oneOf('titles')),
    questions: startsWith(oneOf('questions')),
    checks,
    asks: startsWith(oneOf('asks')),
    ask: map.string('ask'),
    name: map.string('name'),
    actions: startsWith(
      oneOf('actions'),
      `${oneOf('action_or_name')}\\s+${oneOf('before_words')}`,
      `[${LETTER}]+ing\\s+${oneOf('before_ing')}`,
    ),
    must: new RegExp(`(?<![${LETTER}])${oneOf('must')}${END}`, 'i'),
    due: map.list('due').map((entry) => dueRule(entry, phases)),
  }
  map.done()
  alreadyRead.set(file, rules)
  return rules
}

const firstWord = (text: string): string => /^[^\s]*/.exec(text.toLowerCase())?.[0] ?? ''

function dueRule(entry: YamlMap, phases: readonly string[]): DueRule {
  const { value, findings } = parseTimingWords(entry.string('due'), { phases, messages: [] })
  if (value === null) throw entry.error(findings[0]?.message ?? '', 'due')
  const ideas = entry.strings('says').map((idea) => idea.split('|').map(plain))
  return { says: ideas, unless: entry.strings('unless').map(plain), timing: value }
}

/** Letters and digits as in {@link plain}. Any letter there is, `\p{L}`, takes long to compile a hundred times over. */
const LETTER = 'a-z0-9\\u00c0-\\u024f'

/** Not in the middle of a word. */
const END = `(?![${LETTER}])`

/** `has … been`: a gap is any words, as few as possible. The parts before, in and after it are groups. */
function asSource(words: string): string {
  const parts = words.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
  return parts.length === 1 ? parts.join('') : parts.map((part) => `(${part})`).join('(.+?)')
}

/** Lower case, without punctuation, with spaces around; `Cut-over` and `Cut over` are one word. */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9\u00c0-\u024f]+/g, ' ')
    .replace(/\bcut over\b/g, 'cutover')
    .trim()} `

/**
 * A task belongs to the phase of the chapter that its link leads to, else to that of its step. Items that are no tasks are
 * given too, and say so.
 */
export function roleTasks(
  pages: readonly ReadGuidePage[],
  site: Site,
  found: PublicPhases,
  file: SourceFile | undefined,
  phases: () => readonly string[],
): Task[] {
  const steps = pages.flatMap((page) => {
    const role = roleOfGroup(page.group)
    const phase = role === null ? null : phaseOfStep(page, found.phases)
    return role === null || phase === null ? [] : [{ page, role, phase }]
  })
  // Without role checklists no rules are needed.
  if (steps.length === 0 || file === undefined) return []
  const rules = parseTaskRules(file, phases())
  const ids = new Set<string>()
  return steps.flatMap(({ page, role, phase }) =>
    page.markdown.outline.items
      .filter((item) => item.spans.length > 0)
      .map((item) => roleTask(item, { page, role, phase, site, found, ids, rules })),
  )
}

interface RoleStep {
  readonly page: ReadGuidePage
  readonly role: string
  readonly phase: string
  readonly site: Site
  readonly found: PublicPhases
  readonly ids: Set<string>
  readonly rules: TaskRules
}

function roleTask(item: ItemFound, { page, role, phase, site, found, ids, rules }: RoleStep): Task {
  const own = spansText(item.spans)
  const link = linkOf(item, page, site)
  const { items } = page.markdown.outline
  // Inner items are tasks of their own.
  const inner = items.some((each) => item.offset < each.offset && each.offset < item.end)
  const details = item.details.filter((block) => !inner || block.type !== 'list')
  const heading = headingOf(item, page, rules)
  const said = sayItem(item.spans, heading, rules)
  return {
    // Made of the item's own words: ticks on old paper refer to it.
    id: unique(`${role}-${slug(page.title, 24)}-${slug(own, 48)}`, ids),
    idOfWords: true,
    text: spansText(said.spans),
    spans: said.spans,
    phase: (link === null ? undefined : found.ofFile.get(link.file)) ?? phase,
    roles: [role],
    condition: null,
    timing: said.onlyText === undefined ? dueOf(own, heading, rules) : null,
    takes: null,
    after: [],
    at: null,
    slas: [],
    dmis: [],
    messages: [],
    settles: [],
    from: [],
    sources: [],
    dueSources: [],
    ...(said.onlyText === undefined ? {} : { onlyText: said.onlyText }),
    ...(details.length > 0 ? { details } : {}),
    ...(heading === null || said.withHeading ? {} : { question: withoutColon(heading) }),
    ...(link === null ? {} : { link: { target: link.target, chapter: link.chapter, section: link.section } }),
    place: item.place,
  }
}

/** The bold line or the sentence above its list, the words of the item that it is inside, or the heading above. */
function headingOf(item: ItemFound, page: ReadGuidePage, rules: TaskRules): string | null {
  const outer = page.markdown.outline.items.findLast((each) => each.offset < item.offset && item.offset < each.end)
  if (outer !== undefined && (item.lead === null || item.lead === spansText(outer.spans)))
    return withoutColon(spansText(sayItem(outer.spans, headingOf(outer, page, rules), rules).spans))
  return item.lead ?? page.headingsAbove(item.offset).at(-1)?.text ?? null
}

const withoutColon = (text: string): string => text.replace(/[\s:]+$/, '')

interface SaidItem {
  readonly spans: readonly Span[]
  readonly onlyText?: 'question' | 'title'
  /** Its heading is among its words. */
  readonly withHeading: boolean
}

/** What an item says to do: its own words, a question as something to check, or a bare name with its heading. */
function sayItem(spans: readonly Span[], heading: string | null, rules: TaskRules): SaidItem {
  const own = spansText(spans)
  if (rules.questions.test(own)) return { spans, onlyText: 'question', withHeading: false }
  const asked = sayQuestion(spans, rules)
  if (asked !== null) return { spans: asked, withHeading: false }
  if (saysWhatToDo(own, rules)) return { spans, withHeading: false }
  if (heading === null || rules.titles.test(own)) return { spans, onlyText: 'title', withHeading: false }
  return { spans: withHeading(spans, heading, rules), withHeading: true }
}

const saysWhatToDo = (text: string, { actions, must }: TaskRules): boolean => actions.test(text) || must.test(text)

/** `Have smartcards been activated?` → `Check that smartcards have been activated`; null for anything but a question. */
function sayQuestion(spans: readonly Span[], { checks, asks, ask }: TaskRules): readonly Span[] | null {
  const text = spansText(spans)
  for (const { pattern, says } of checks.get(firstWord(text)) ?? []) {
    const match = pattern.exec(text)
    if (match === null) continue
    const [whole, start, gap = ''] = match
    const [before = '', after] = says.split('…')
    const gapFrom = start?.length ?? 0
    const changed =
      start === undefined
        ? replaced(spans, 0, whole.length, says)
        : replaced(replaced(spans, gapFrom + gap.length, whole.length, after ?? ''), 0, gapFrom, before)
    return withoutQuestionMark(changed)
  }
  if (!text.includes('?') && !asks.test(text)) return null
  return [{ text: `${ask} ` }, ...replaced(spans, 0, 1, lowerFirst(text).slice(0, 1))]
}

function withHeading(spans: readonly Span[], heading: string, rules: TaskRules): readonly Span[] {
  const asked = sayQuestion([{ text: heading }], rules)
  if (asked !== null || rules.questions.test(heading)) {
    const question = asked === null ? `${rules.ask} ${lowerFirst(heading)}` : spansText(asked)
    return [{ text: question.endsWith('?') ? `${question} ` : `${question}: ` }, ...spans]
  }
  if (/:\s*$/.test(heading) || saysWhatToDo(heading, rules))
    return [{ text: `${heading.replace(/[\s:.]+$/, '')}: ` }, ...spans]
  return [{ text: `${rules.name} ` }, ...spans, { text: ` (${heading})` }]
}

/** The question has become a statement: its mark goes, or becomes a full stop before another sentence. */
function withoutQuestionMark(spans: readonly Span[]): readonly Span[] {
  const text = spansText(spans)
  const at = text.indexOf('?')
  if (at === -1) return spans
  return replaced(spans, at, at + 1, /^\s*\p{Lu}/u.test(text.slice(at + 1)) ? '.' : '')
}

/** Other words from one character to another, with the marks and the link of what they stand in. */
function replaced(spans: readonly Span[], from: number, to: number, words: string): Span[] {
  const changed: Span[] = []
  let at = 0
  let missing = words
  for (const span of spans) {
    const start = at
    at += span.text.length
    const before = span.text.slice(0, Math.max(0, from - start))
    const after = span.text.slice(Math.max(0, to - start))
    const here = at > from && start <= Math.max(from, to - 1) ? missing : ''
    if (here !== '') missing = ''
    const text = at <= from || start >= to ? span.text : `${before}${here}${after}`
    if (text !== '' || span.field !== undefined) changed.push({ ...span, text })
  }
  return changed
}

/** The first rule whose ideas are all among the words of an item and of the heading above it. */
function dueOf(own: string, heading: string | null, { due }: TaskRules): Timing | null {
  const [item, above] = [plain(own), plain(heading ?? '')]
  for (const { says, unless, timing } of due) {
    if (unless.some((words) => item.includes(words) || above.includes(words))) continue
    const found = says.map((idea) => {
      const words = idea.find((one) => item.includes(one)) ?? idea.find((one) => above.includes(one))
      return words === undefined ? null : { words: words.trim(), inItem: item.includes(words) }
    })
    const words = found.flatMap((one) => (one === null ? [] : [one.words]))
    if (words.length < says.length) continue
    const inItem = found.filter((one) => one?.inItem === true).length
    return { ...timing, because: { words, of: inItem === words.length ? 'item' : inItem === 0 ? 'heading' : 'both' } }
  }
  return null
}

/** The item's first link into the guide. A link to a missing section still gives its chapter. */
function linkOf(item: ItemFound, page: ReadGuidePage, site: Site) {
  for (const link of page.markdown.outline.links) {
    if (link.offset < item.offset || link.offset >= item.end) continue
    const resolved = site.resolve(link.target, page)
    if (resolved.kind === 'external') continue
    const chapter = resolved.kind === 'found' ? resolved.target.page : (resolved.page ?? null)
    const section = resolved.kind === 'found' ? resolved.section : null
    return { target: link.target, chapter: chapter?.title ?? null, section, file: chapter?.file ?? '' }
  }
  return null
}
