/**
 * Any file of the guide, of the templates and of the practices, damaged in any of many ways: what a build would end with,
 * `check` says, and it names the same file. Each run takes the same sample; `DAMAGE_SEED` takes another, and `DAMAGES` says
 * how many.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createToolkit, DocumentError, isoDay, UserError } from '../../src/index.ts'

const root = join(import.meta.dirname, '../..')
const asOf = isoDay('2026-11-30')
const toolkit = createToolkit()

let scratch: string
let options: { guide: string; templates: string; practices: string }

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'damaged-'))
  options = {
    guide: join(scratch, 'guide'),
    templates: join(scratch, 'templates'),
    practices: join(scratch, 'practices/practices.csv'),
  }
  for (const folder of ['guide', 'templates']) await cp(join(root, folder), join(scratch, folder), { recursive: true })
  await mkdir(join(scratch, 'practices'))
  const rows = await readFile(join(root, 'practices/practices.csv'), 'utf8')
  await writeFile(options.practices, rows.split('\n').slice(0, 2).join('\n'))
  await writeFile(join(scratch, 'practices/defaults.csv'), 'wave,urgent_phone\nWave 1,01632 960999\n')
})
afterAll(() => rm(scratch, { recursive: true }))

let seed = Number(process.env['DAMAGE_SEED'] ?? 17)
/** A whole number below `end`. */
const any = (end: number): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * end)
}

/** What stands in the place of the file; null: a folder, undefined: nothing. */
type Damaged = string | Uint8Array | null | undefined | { readonly link: string }
type Damage = (text: string, file: string) => Damaged

const at = (text: string, share: number): number => Math.floor(text.length * share)

const ANY_FILE: Readonly<Record<string, Damage>> = {
  empty: () => '',
  truncated: (text) => text.slice(0, at(text, 0.6)),
  'cut in the middle': (text) => text.slice(0, at(text, 0.3)) + text.slice(at(text, 0.5)),
  'a folder': () => null,
  removed: () => undefined,
  'a link to nowhere': () => ({ link: 'no/such/file' }),
  'odd bytes': (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xe9, 0xa3, 0xff])]),
  'control characters': (text) => `${text.slice(0, at(text, 0.5))}\0\u001b${text.slice(at(text, 0.5))}`,
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
}

/** One line with a key, and what is below it, written otherwise. */
const key =
  (change: (before: string, key: string, value: string) => string): Damage =>
  (text, file) => {
    const end = file.endsWith('.yaml') ? text.length : Math.max(0, text.indexOf('\n---\n'))
    const lines = text.slice(0, end).split('\n')
    const keys = lines.flatMap((line, index) => (/^ *(?:- )?[\w-]+:(?: |$)/.test(line) ? [index] : []))
    const index = keys[any(keys.length)]
    if (index === undefined) return text
    const [, before = '', name = '', value = ''] = /^( *(?:- )?)([\w-]+):(.*)$/.exec(lines[index] ?? '') ?? []
    const deeper = (line: string): boolean => line.trim() === '' || line.search(/\S/) > before.search(/\S|$/)
    let next = index + 1
    while (next < lines.length && deeper(lines[next] ?? '')) next += 1
    const below = change(before, name, value) === `${before}${name}x:${value}` ? lines.slice(index + 1, next) : []
    return (
      [...lines.slice(0, index), change(before, name, value), ...below, ...lines.slice(next)].join('\n') +
      text.slice(end)
    )
  }

const KEYS: Readonly<Record<string, Damage>> = {
  'a key removed': key(() => ''),
  'a key renamed': key((before, name, value) => `${before}${name}x:${value}`),
  'a key empty': key((before, name) => `${before}${name}:`),
  'a mapping': key((before, name) => `${before}${name}: { a: b }`),
  'a list': key((before, name) => `${before}${name}: [a, b]`),
  'a number': key((before, name) => `${before}${name}: -99999`),
  'no number': key((before, name) => `${before}${name}: .nan`),
  'another word': key((before, name) => `${before}${name}: zzzz`),
  'odd text': key((before, name) => `${before}${name}: "{{practice}} \\u0007 | <b>🦊"`),
  'a broken tag': key((before, name) => `${before}${name}: "{{#if x}"`),
}

const YAML: Readonly<Record<string, Damage>> = {
  'no YAML': (text) => `${text}\n  : [unclosed\n`,
  'a list at the top': () => '- a\n- b\n',
  'an unknown key': (text) => `${text}\nzzz_unknown: 1\n`,
}

/** Put between two paragraphs. */
const insert =
  (words: string): Damage =>
  (text) => {
    const breaks = [...text.matchAll(/\n\n/g)].map(({ index }) => index)
    const where = breaks[any(breaks.length)] ?? text.length
    return `${text.slice(0, where)}\n\n${words}\n${text.slice(where)}`
  }

const TEMPLATE: readonly string[] = [
  ...['{{nope}}', '{{practice}}', '{{this}}', '{{#if practice.name}}', '{{', '{{> nope}}', '{{@index}}', '{{count}}'],
  ...[
    '{{#each practice.name}}x{{/each}}',
    '{{count practice "day"}}',
    '{{practice.constructor}}',
    '{{lookup practice "x"}}',
  ],
  ...[
    '<!-- slot: nope -->',
    '<!-- nope: x -->',
    '<!-- facts: y -->\nText',
    '<!-- table: a -->',
    '<!-- lead -->',
    '<!-- unclosed',
  ],
  ...[
    '<!-- channel: nope -->',
    '<!-- table: x; shares: 1 a -->\n| A |\n| - |\n| 1 |',
    '[[nope: x]]',
    '[[merge: nope]]',
    '🦊 \u0007',
  ],
]
const PAGE: readonly string[] = [
  ...[
    '- [ ] T <!-- id: x1; due: nonsense -->',
    '- [ ] T <!-- id: x2; who: nobody; if: nope -->',
    '<!-- unclosed',
    '```\nopen',
  ],
  ...[
    '[x](nope.md)',
    '{% if x %}',
    '| A |\n| - |\n| 1 | 2 |',
    '🦊 \u0007',
    '- [ ] T <!-- id: constructor; who: __proto__ -->',
  ],
]
const inserts = (all: readonly string[]): Readonly<Record<string, Damage>> =>
  Object.fromEntries(all.map((words) => [`with ${JSON.stringify(words)}`, insert(words)]))

const CSV: Readonly<Record<string, Damage>> = {
  'only a header': (text) => text.slice(0, text.indexOf('\n') + 1),
  'an open quote': (text) => text.replace('\n', '\n"'),
  'another header': (text) => text.replace(/(?<=,)\w+/, 'zzz'),
  'no such day': (text) => text.replaceAll('2027-04-14', '2027-02-30'),
}

function damagesOf(file: string): Readonly<Record<string, Damage>> {
  if (file.endsWith('.yaml')) return { ...ANY_FILE, ...YAML, ...KEYS }
  if (file.endsWith('.hbs')) return { ...ANY_FILE, ...KEYS, ...inserts(TEMPLATE) }
  if (file.endsWith('.md')) return { ...ANY_FILE, ...KEYS, ...inserts(PAGE) }
  return { ...ANY_FILE, ...CSV }
}

const saidBy = ({ message, advice, findings }: UserError): string =>
  [message, advice, ...findings.map((finding) => `${finding.place?.file ?? ''} ${finding.message}`)].join('\n')

/** Empty where nothing is wrong. @throws anything that is not the user's to put right */
async function orWords(run: () => Promise<string>): Promise<string> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UserError) return saidBy(error)
    if (error instanceof DocumentError) return error.message
    throw error
  }
}

const SPOILT = /\[object |\bundefined\b|\bNaN\b/

/** Documents that the same run has rendered: damage to one leaves the others as they were. */
const rendered = new Set<string>()

const build = (whole: boolean): Promise<string> =>
  orWords(async () => {
    const understood = await toolkit.understand(options, asOf)
    for (const practice of understood.practices) {
      const plan = toolkit.plan(understood, practice, asOf)
      toolkit.explain(understood, plan)
      const changed = toolkit.compose(understood, plan).documents.filter((document) => {
        // These have the edition, which any change to the guide changes.
        const shown = JSON.stringify(document, (name, value: unknown) =>
          name === 'header' || name === 'footer' ? undefined : value,
        )
        if (rendered.has(shown)) return false
        rendered.add(shown)
        expect(shown, document.id).not.toMatch(SPOILT)
        return true
      })
      // What one file changes in one document it mostly changes in others alike.
      if (!whole) for (const document of changed.slice(0, 2)) await toolkit.render(document, ['html', 'pdf'])
    }
    return understood.failed.flatMap(({ findings }) => findings.map(({ message }) => message)).join('\n')
  })

const check = (): Promise<string> =>
  orWords(async () => {
    const { findings } = await toolkit.check(options, asOf)
    const errors = findings.filter(({ severity }) => severity === 'error')
    return errors.map(({ place, message }) => `${place?.file ?? ''} ${message}`).join('\n')
  })

async function put(path: string, damaged: Damaged): Promise<void> {
  await rm(path, { recursive: true, force: true })
  if (damaged === null) await mkdir(path)
  else if (typeof damaged === 'object' && 'link' in damaged) await symlink(damaged.link, path)
  else if (damaged !== undefined) await writeFile(path, damaged)
}

/** Names of files in a message. */
const filesIn = (said: string): string[] =>
  [...said.matchAll(/[\w-]+\.(?:ya?ml|csv|(?:md\.|part\.)?hbs|md)\b/g)].map(([name]) => name)

it('check says what a build would end with, and names the file', { timeout: 600_000 }, async () => {
  await build(true)
  const entries = await readdir(scratch, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !/README|ANNOTATIONS/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (let n = Number(process.env['DAMAGES'] ?? 36); n > 0; n -= 1) {
    const path = files[any(files.length)] ?? ''
    const damages = Object.entries(damagesOf(path))
    const [name, damage] = damages[any(damages.length)] ?? ['', () => '']
    const text = await readFile(path, 'utf8')
    await put(path, damage(text, path))
    const about = `${path.slice(scratch.length + 1)}: ${name}`
    const [built, checked] = [await build(false), await check()]
    await put(path, text)
    if (built !== '') {
      expect(checked, `${about}: ${built}`).not.toBe('')
      const named = [basename(path), ...filesIn(built)]
      expect(path.endsWith('.csv') || named.some((file) => checked.includes(file)), `${about}: ${checked}`).toBe(true)
    }
    expect(built + checked, about).not.toMatch(SPOILT)
  }
})

it.each([
  ['templates/letters/date-changed.md.hbs', '<!-- facts: y -->\nText', 'cannot be used above a paragraph'],
  ['templates/messages/date-changed.md.hbs', '<!-- lead -->\n- a', 'cannot be used above a list'],
  ['templates/letters/disruption.md.hbs', 'A fox 🦊', 'No font has the character 🦊 (U+1F98A)'],
  ['guide/09-cutover.md', '- [ ] Feed the fox 🦊. <!-- id: cut-fox; who: it-lead -->', 'No font has the character 🦊'],
])('check says of %s what only some packs would end with: %s', async (file, words, message) => {
  const path = join(scratch, file)
  const text = await readFile(path, 'utf8')
  await writeFile(path, `${text}\n${words}\n`)
  const checked = await check()
  await writeFile(path, text)
  expect(checked.split('\n').filter((line) => line.includes(message))).toEqual([
    expect.stringContaining(file.replace(/^\w+\//, '')),
  ])
})
