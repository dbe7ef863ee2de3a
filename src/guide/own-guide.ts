/**
 * Phases and tasks of our own guide: pages with `phase:`, and their task-list items with annotations (rules 4 to 10 of
 * ANNOTATIONS.md).
 *
 * @module
 */
import { parseDay } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import { didYouMean, nearestWord } from '../base/text.ts'
import { blockLines, spansText } from '../document/plain-text.ts'
import { inRanges } from '../markdown/comments.ts'
import type { ItemFound } from '../markdown/outline.ts'
import type { Finding, Place } from '../model/finding.ts'
import {
  STARTS,
  type GuideData,
  MILESTONES,
  type Phase,
  type Task,
  type TaskLength,
  type TaskMessage,
} from '../model/guide.ts'
import { HOURS_TO_SETTLE } from '../model/settled.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import { day, mapping, number, text as textShape, texts } from '../model/yaml-shape.ts'
import { type AnnotationKey, listed, parseConditionWords, readAnnotation } from './annotation.ts'
import type { ReadGuidePage } from './page.ts'
import { slug, unique } from './public-guide.ts'
import { type RoleNames, rolesNamed } from './roles.ts'
import { numberOf, parseEstimate, parseTimingWords } from './timing-words.ts'
import { isBuiltIn } from '../model/sources.ts'

export function ownTasks(
  pages: readonly ReadGuidePage[],
  data: GuideData,
  roles: RoleNames,
): { tasks: Task[]; findings: Finding[] } {
  const tasks: Task[] = []
  const findings: Finding[] = []
  const ids = new Set<string>()
  for (const page of pages) {
    const phase = page.text('phase')
    for (const item of page.markdown.outline.items) {
      if (!item.tickBox || isEmptyTask(item)) continue
      if (phase === null) {
        const message =
          'Unexpected task on a page without `phase:`, expected it on a phase page. It is in no plan; move it, or remove its tick box.'
        findings.push(findingOf('task-without-phase', message, { place: item.place }))
        continue
      }
      const read = ownTask(item, phase, data, roles, ids)
      tasks.push(read.task)
      findings.push(...read.findings)
    }
  }
  const known = new Set(tasks.map(({ id }) => id))
  for (const task of tasks) {
    for (const id of task.after) {
      if (known.has(id)) continue
      const message = `Unexpected task \`${id}\` after \`after:\`, expected the id of a task.${didYouMean(id, known)}`
      findings.push(findingOf('unknown-task', message, { place: task.place }))
    }
  }
  return { tasks, findings }
}

/** What each paragraph of a task may add to. */
const SEVERAL: readonly AnnotationKey[] = ['from', 'source', 'dmi']

function ownTask(
  item: ItemFound,
  phase: string,
  data: GuideData,
  roles: RoleNames,
  ids: Set<string>,
): { task: Task; findings: Finding[] } {
  const findings: Finding[] = []
  const values = new Map<AnnotationKey, string>()
  for (const annotation of item.annotations) {
    const read = readAnnotation(annotation.text, annotation.place)
    findings.push(...read.findings)
    for (const [key, value] of read.values) {
      const first = values.get(key)
      if (first === undefined || SEVERAL.includes(key)) {
        values.set(key, first === undefined ? value : [...new Set([...listed(first), ...listed(value)])].join(', '))
        continue
      }
      const message = `Unexpected second \`${key}:\` on one task, expected it once. The first one counts; \`${value}\` is lost.`
      findings.push(findingOf('annotation-unreadable', message, { place: annotation.place }))
    }
  }
  const place = item.annotations[0]?.place ?? item.place
  const text = spansText(item.spans)
  const who = rolesNamed(listed(values.get('who')), roles, place)
  const due = values.get('due')
  const names = { phases: data.phases.map(({ id }) => id), messages: data.messages }
  const timing = due === undefined ? null : parseTimingWords(due, names, place)
  const words = values.get('if')
  const condition =
    words === undefined
      ? null
      : parseConditionWords(
          words,
          data.conditions.map(({ id }) => id),
          place,
        )
  // Without a policy that can be read no day can be checked, and its own finding says so.
  const ofTiming = names.phases.length === 0 ? [] : (timing?.findings ?? [])
  findings.push(...who.findings, ...ofTiming, ...(condition?.findings ?? []))
  const known = (key: AnnotationKey, rule: RuleId, list: string, all: readonly string[]): string[] => {
    const given = listed(values.get(key))
    for (const id of given.filter((each) => !all.includes(each))) {
      const message = `Unexpected \`${key}: ${id}\`, expected ${list}.${didYouMean(id, all)}`
      findings.push(findingOf(rule, message, { place }))
    }
    return given
  }
  const sources = [...data.sources.map(({ id }) => id), 'ours']
  known('takes-source', 'unknown-source', 'an id of sources.yaml, or `ours`', sources)
  const dueSources = known('due-source', 'unknown-source', 'an id of sources.yaml, or `ours`', sources)
  if (due === undefined && dueSources.length > 0) {
    const message =
      'Unexpected `due-source:` on a task without `due:`, expected the source of its day beside the day. It says nothing; add `due:`, or remove it.'
    findings.push(findingOf('annotation-unreadable', message, { place }))
  }
  const settling = [...MILESTONES, ...Object.keys(HOURS_TO_SETTLE), ...data.roles.map(({ id }) => id)]
  const settled = known('settles', 'unknown-milestone', 'an id of a milestone, its hour or a role', settling)
  const inText = [...text.matchAll(/\bDMI\d{2}(?!\d)/g)].map(([code]) => code)
  const task: Task = {
    id: idOf(values.get('id'), `${phase}-${slug(text, 48)}`, ids, place, findings),
    ...(values.has('id') ? {} : { idOfWords: true }),
    text,
    spans: item.spans,
    phase,
    roles: who.ids,
    condition: condition?.value ?? null,
    timing: timing?.value ?? null,
    takes: lengthOf(values.get('takes'), place, findings),
    after: listed(values.get('after')),
    at: partOf(values.get('at'), place, findings),
    messages: listed(values.get('message')).map(messageOf),
    settles: settling.filter((id) => settled.includes(id)),
    slas: known(
      'sla',
      'unknown-sla-id',
      'an id of slas.yaml',
      data.slas.map(({ id }) => id),
    ),
    dmis: [
      ...new Set([
        ...known(
          'dmi',
          'unknown-dmi-id',
          'a code of dmi.yaml',
          data.dmis.map(({ code }) => code),
        ),
        ...inText,
      ]),
    ],
    from: factsOf(values.get('from'), place, findings),
    sources: known('source', 'unknown-source', 'an id of sources.yaml, or `ours`', sources),
    dueSources: due !== undefined && dueSources.length > 0 ? dueSources : ['ours'],
    ...(item.details.length > 0 ? { details: item.details } : {}),
    place: item.place,
  }
  return { task, findings }
}

/** `disruption`, or `disruption/website` for one channel of it. */
function messageOf(written: string): TaskMessage {
  const [variant = '', channel] = written.split('/').map((part) => part.trim())
  return { variant, channel: channel === undefined || channel === '' ? null : channel }
}

function idOf(
  given: string | undefined,
  otherwise: string,
  ids: Set<string>,
  place: Place,
  findings: Finding[],
): string {
  if (given === undefined) {
    const message =
      'Unexpected task without `id:`, expected one in its annotation. Until then it is identified by its words, so rewording it makes it a new task.'
    findings.push(findingOf('task-without-id', message, { place }))
    return unique(otherwise, ids)
  }
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(given)) {
    const message = `Unexpected id \`${given}\`, expected lower-case letters, digits and hyphens.`
    findings.push(findingOf('task-id-unreadable', message, { place }))
    return unique(slug(given, 64), ids)
  }
  if (ids.has(given)) {
    const message = `Unexpected second task \`${given}\`, expected each id once in the guide. Give one of the two another id.`
    findings.push(findingOf('duplicate-task-id', message, { place }))
  }
  return unique(given, ids)
}

function lengthOf(words: string | undefined, place: Place, findings: Finding[]): TaskLength | null {
  if (words === undefined) return null
  const found = /^(?:about )?(\d+(?:\.\d+)?|[a-z]+) (minute|hour|day)s?\b/i.exec(words)
  const value = found === null ? Number.NaN : numberOf(found[1] ?? '')
  if (found !== null && Number.isFinite(value))
    return { value, unit: (found[2] ?? '').toLowerCase() as TaskLength['unit'] }
  const message = `Unexpected \`takes: ${words}\`, expected a number and minutes, hours or days, as in \`2 hours\`.`
  findings.push(findingOf('unreadable-length', message, { place }))
  return null
}

function partOf(words: string | undefined, place: Place, findings: Finding[]): Task['at'] {
  if (words === undefined) return null
  const found = STARTS.find((part) => part === words)
  if (found !== undefined) return found
  const message = `Unexpected \`at: ${words}\`, expected one of ${STARTS.join(', ')}.${didYouMean(words, STARTS)}`
  findings.push(findingOf('unknown-day-part', message, { place }))
  return null
}

/** A01 to I13 and T01 to T42 (the fact list of the guide's authors), or `ours`. */
function factsOf(words: string | undefined, place: Place, findings: Finding[]): string[] {
  return listed(words).map((fact) => {
    const id = fact.toLowerCase() === 'ours' ? 'ours' : fact.toUpperCase()
    if (!/^(?:[A-I]\d{2}|T\d{2}|ours)$/.test(id)) {
      const message = `Unexpected fact \`${fact}\`, expected ids such as F08 or T06, or \`ours\`.`
      findings.push(findingOf('unknown-fact', message, { place }))
    }
    return id
  })
}

export function ownPhases(
  pages: readonly ReadGuidePage[],
  data: GuideData,
  roles: RoleNames,
): { phases: Phase[]; findings: Finding[] } {
  const known = data.phases.map((phase) => phase.id)
  const written = new Map<string, number>()
  const phases: Phase[] = []
  const findings: Finding[] = []
  for (const page of pages) {
    const id = page.text('phase')
    if (id === null) continue
    const { frontMatter, blocks, outline } = page.markdown
    const place = frontMatter.place('phase')
    const same = phases.find((phase) => phase.id === id)
    if (same !== undefined) {
      const message = `Unexpected second page of the phase \`${id}\`, expected one page each: the other is ${same.place.file}. Its tasks are taken, its heading is not.`
      findings.push(findingOf('duplicate-phase', message, { place }))
      continue
    }
    const twin = page.order === null ? undefined : phases.find((phase) => written.get(phase.id) === page.order)
    if (twin !== undefined) {
      const message = `Unexpected second phase with \`order: ${page.order ?? ''}\`, expected each number once: ${twin.place.file} has it too. Which comes first is anybody’s guess.`
      findings.push(findingOf('duplicate-phase-order', message, { place: frontMatter.place('order') }))
    }
    if (page.order !== null) written.set(id, page.order)
    const datesOf = known.includes(id) ? id : null
    // A policy that cannot be read is a finding of its own.
    if (datesOf === null && known.length > 0) {
      const message = `Unexpected phase \`${id}\`, expected a phase of the timing policy.${didYouMean(id, known)} It gets no dates; write its days under \`phases:\` of timing.yaml, or correct the name.`
      findings.push(findingOf('unknown-phase', message, { place }))
    }
    const estimate = parseEstimate(page.text('subtitle'), frontMatter.place('subtitle'))
    const who = rolesNamed(page.list('who'), roles, frontMatter.place('who'))
    findings.push(...estimate.findings, ...who.findings)
    const heading = blocks.findIndex((block) => block.type === 'heading' && block.level > 1)
    // Lists of tasks are shown among the tasks, not in the introduction.
    const ticked = new Set(outline.items.filter(({ tickBox }) => tickBox).map(({ spans }) => spansText(spans)))
    const intro = (heading === -1 ? blocks : blocks.slice(0, heading)).filter(
      (block) =>
        block.type === 'paragraph' ||
        (block.type === 'list' &&
          !block.items.some(([first]) => first !== undefined && ticked.has(blockLines(first)[0] ?? ''))),
    )
    phases.push({
      id,
      order: page.order ?? (datesOf === null ? known.length : known.indexOf(datesOf)) + 1,
      title: page.title,
      estimate: estimate.value,
      who: who.ids,
      intro: intro.slice(0, 3),
      datesOf,
      place: frontMatter.place('title'),
    })
  }
  return { phases: phases.sort((a, b) => a.order - b.order), findings }
}

/**
 * Phases of the timing policy that no page describes. Of the policy that ships, a guide may have few: that is said once.
 *
 * @param front where the guide begins
 */
export function absentPhases(phases: readonly Phase[], data: GuideData, front: Place | undefined): Finding[] {
  const described = new Set(phases.map(({ id }) => id))
  const absent = data.phases.filter(({ id }) => !described.has(id))
  if (absent.some(({ place }) => isBuiltIn(place))) {
    const names = listed(absent.map(({ id }) => `\`${id}\``).join(','))
    const message = `Unexpected guide without a page for ${names.length} of the ${data.phases.length} phases of the timing policy that ships: ${names.join(', ')}. Packs leave them out; write their pages, or put a timing.yaml with the phases of this guide beside it.`
    return [findingOf('phases-not-described', message, defined({ place: front }))]
  }
  return absent.map(({ id, place }) => {
    const message = `Unexpected phase \`${id}\` without a page, expected one with \`phase: ${id}\`. Packs leave it out; write the page, or take the phase out of timing.yaml.`
    return findingOf('phase-without-page', message, { place })
  })
}

/*
 * Front matter of our own pages: rules 1 and 2 of ANNOTATIONS.md. What nothing reads would be lost without a word.
 */

export const PAGE_SHAPE = mapping({
  'title?': textShape,
  'permalink?': textShape,
  'reviewed?': day,
  'review_by?': day,
  'edition?': textShape,
  'status?': textShape,
  'phase?': textShape,
  'order?': number,
  'subtitle?': textShape,
  'who?': texts,
  'sources?': texts,
})
const DAYS = ['reviewed', 'review_by'] as const

/** A list where a single value is expected, a group of keys, or nothing. */
const isNoValue = (value: unknown, mayBeList: boolean): boolean =>
  Array.isArray(value) && mayBeList ? value.some((item) => isNoValue(item, false)) : typeof value === 'object'

export function checkOwnPages(pages: readonly ReadGuidePage[], { sources }: GuideData): Finding[] {
  const ids = sources.map(({ id }) => id)
  return pages.flatMap((page) => {
    const { frontMatter } = page.markdown
    const findings: Finding[] = []
    const report = (id: RuleId, key: string, message: string): void => {
      findings.push(findingOf(id, message, { place: frontMatter.place(key) }))
    }
    for (const [key, value] of Object.entries(frontMatter.values)) {
      const known = PAGE_SHAPE.keys.get(key)
      const near = didYouMean(key, PAGE_SHAPE.keys.keys())
      if (known === undefined)
        report('unknown-page-key', key, `Unexpected key \`${key}\` in the front matter of the page.${near}`)
      else if (isNoValue(value, known.shape.type === 'texts'))
        report(
          'unknown-page-key',
          key,
          `Unexpected value of \`${key}\`, expected ${known.shape.type === 'texts' ? 'a list' : 'a single value'}. Write it, or leave the key out.`,
        )
    }
    for (const key of DAYS) {
      const written = page.text(key)
      if (key in frontMatter.values && parseDay(written ?? '') === null)
        report(
          'page-day-unreadable',
          key,
          `Unexpected \`${key}: ${written ?? ''}\`, expected a day that exists, such as \`2027-05-20\`.`,
        )
    }
    const order = page.text('order')
    if (order !== null && page.order === null)
      report('unknown-page-key', 'order', `Unexpected \`order: ${order}\`, expected a number.`)
    const status = page.text('status')
    // Another word than `current` says that the guide has been replaced.
    if (status !== null && status.toLowerCase() !== 'current' && nearestWord(status, ['current']) !== null)
      report('unknown-page-key', 'status', `Unexpected \`status: ${status}\`. Did you mean \`current\`?`)
    for (const id of page.list('sources'))
      if (!ids.includes(id)) report('unknown-source', 'sources', `Unexpected source \`${id}\`.${didYouMean(id, ids)}`)
    return findings
  })
}

/*
 * Tasks that are none: lines that were meant to be ticked, and that no plan has.
 */

const TASK_LINE = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]?\][ \t]+(.*)$/m
/** A box, with what people put into one, or a sign for one. A link and its definition are none. */
const BOX = String.raw`(?:\[(?:[ \t\u00a0_xX✓✔✗✘]{0,3}|[-.*?oO/~])\](?![(\[:])|[☐☑☒□◻▢⬜❏❑])`
/** What stands before it: white space, marks of a quote, a bullet or number of any kind, marks of emphasis. */
const BEFORE_BOX = String.raw`^[ \t\f\v\u00a0\u200b\u2028\ufeff>]*(?:(?:[-*+•·‣▪–—]|:[ \t]*[-*+]?|\(?\d{1,9}[.)]?|[a-z][.)])[ \t\u00a0\u200b\ufeff]*)?[*_\x60]{0,3}`
const MEANT_TASK = new RegExp(`${BEFORE_BOX}${BOX}.*$`, 'gm')
const RIGHT_TASK = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S/
/** A box in a cell with words beside it, at the end of an item, or of HTML. */
const ELSEWHERE =
  /^[ \t>]*\|(?:.*\|)?[ \t]{0,3}(?:[-*+•][ \t]+)?\[[ xX]\][ \t]+[^|\s].*$|^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S.*[ \t]\[ ?\][ \t]*(?:<!--.*)?$|^.*<input\b[^<>]*\bcheckbox\b.*$/gim

export function lostTasks(pages: readonly ReadGuidePage[]): Finding[] {
  return pages.flatMap((page) => [...tasksInComments(page), ...nearTasks(page)])
}

/** A marker may hide tasks, and says why; a comment that does not end where it was meant to swallows what follows. */
function tasksInComments({ markdown: { comments, source } }: ReadGuidePage): Finding[] {
  return comments.flatMap(({ inner, from, closed, form }) => {
    const [, words] = TASK_LINE.exec(inner) ?? []
    const swallows = form === 'html' && inner.includes('<!--')
    // One that never ends is an error already.
    if (words === undefined || !closed || (/\[(?:GAP|UPLIFT)\]/.test(inner) && !swallows)) return []
    const task = words.replace(/<!--.*$/, '').trim()
    const why = swallows
      ? 'the comment does not end where it was meant to, with `-->`'
      : 'no marker says why, such as [GAP]'
    const message = `Unexpected task in a comment: “${task}”. It is in no plan; ${why}.`
    return [findingOf('task-in-comment', message, { place: source.place(from) })]
  })
}

function nearTasks({ markdown: { code, comments, frontMatter, source, outline } }: ReadGuidePage): Finding[] {
  const { text } = source
  const boxes = outline.items.filter(({ tickBox }) => tickBox)
  const read = new Set(boxes.map(({ place }) => place.line))
  const empty = boxes.filter(isEmptyTask).map(({ place }) => {
    const message =
      'Unexpected tick box without words, expected `- [ ] words`. It is in no plan; write them, or remove it.'
    return findingOf('task-unreadable', message, { place })
  })
  const lostIn = (pattern: RegExp, expected: string): Finding[] =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: line }) => {
      const at = index + line.search(/[^ \t\f\v\u00a0\u200b\u2028\ufeff>]/)
      if (at < frontMatter.end || inRanges(code, at) || inRanges(comments, at)) return []
      const place = source.place(at)
      const isStruck =
        /~~|<(?:del|s|strike)>/i.test(line) && outline.items.every((item) => item.place.line !== place.line)
      // A bullet may stand on the line above its words.
      const isBelow = boxes.some(
        ({ offset }) => offset <= at && /^(?:[-*+]|\d{1,9}[.)])\s*$/.test(text.slice(offset, at)),
      )
      if (read.has(place.line) || isBelow || isLinkName(line.trim(), text) || isStruck) return []
      const written = line.trim().slice(0, 60)
      const message = RIGHT_TASK.test(line)
        ? `Unexpected \`${written}\` where no list can begin: within HTML, or on the line after a paragraph. It is in no plan; put an empty line before it, and no tag around it.`
        : `Unexpected \`${written}\`, expected ${expected}. It is in no plan.`
      return [findingOf('task-unreadable', message, { place })]
    })
  const lost = [
    ...lostIn(MEANT_TASK, '`- [ ] words` with one space between the brackets and around them'),
    ...lostIn(ELSEWHERE, 'a list item `- [ ] words`: a cell, the end of a line and a form in HTML are no task'),
  ]
  return [...empty, ...lost]
}

/** `[x]` may be a link, whose address stands elsewhere. */
const isLinkName = (line: string, text: string): boolean => {
  const name = /^\[([^\]]+)\]/.exec(line)?.[1]?.trim() ?? ''
  return name !== '' && new RegExp(`^ {0,3}\\[${name.replace(/[.*?/^$]/g, '\\$&')}\\]:`, 'm').test(text)
}

/** A box beside which nothing is written. Its details, if any, stay on the page. */
const isEmptyTask = ({ spans }: ItemFound): boolean => spansText(spans).trim() === ''
