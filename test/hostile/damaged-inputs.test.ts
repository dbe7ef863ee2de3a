/** A file of the guide, of the templates and of the practices, damaged: what a build would end with, `check` says, and names the file. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToolkit, isoDay, UserError } from '../../src/index.ts'

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
})
afterAll(() => rm(scratch, { recursive: true }))

/** Null: a folder in its place. */
function damagesOf(file: string, text: string): ReadonlyMap<string, string | null> {
  const damages = new Map<string, string | null>([
    ['empty', ''],
    ['truncated', text.slice(0, Math.floor(text.length * 0.6))],
    ['a folder', null],
  ])
  if (!/\.ya?ml$/.test(file)) return damages
  damages.set('no YAML', `${text}\n  : [unclosed\n`)
  damages.set('a list', '- a\n- b\n')
  const keys = [...text.matchAll(/^( *(?:- )?)([a-z_]+):(.*)$/gm)]
  const deepest = keys.find(([, before = '', , value = '']) => before !== '' && value.trim() !== '')
  for (const found of [keys[0], deepest]) {
    if (found === undefined) continue
    const { 0: line, 1: before = '', 2: key = '' } = found
    damages.set(`${key} renamed`, text.replace(line, line.replace(`${key}:`, `${key}x:`)))
    damages.set(`${key} a mapping`, text.replace(line, `${before}${key}: { a: b }`))
    damages.set(`${key} empty`, text.replace(line, `${before}${key}:`))
  }
  return damages
}

const saidBy = ({ message, advice, findings }: UserError): string =>
  [message, advice, ...findings.map((finding) => `${finding.place?.file ?? ''} ${finding.message}`)].join('\n')

/** Empty where nothing is wrong. @throws anything but a user error */
async function orWords(run: () => Promise<string>): Promise<string> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UserError) return saidBy(error)
    throw error
  }
}

const build = (): Promise<string> =>
  orWords(async () => {
    const understood = await toolkit.understand(options, asOf)
    for (const practice of understood.practices) {
      const plan = toolkit.plan(understood, practice, asOf)
      toolkit.explain(understood, plan)
      expect(JSON.stringify(toolkit.compose(understood, plan))).not.toContain('[object Object]')
    }
    return ''
  })

const check = (): Promise<string> =>
  orWords(async () => {
    const { findings } = await toolkit.check(options, asOf)
    const errors = findings.filter(({ severity }) => severity === 'error')
    return errors.map(({ place, message }) => `${place?.file ?? ''} ${message}`).join('\n')
  })

const FILES = ['guide/busy-periods.yaml', 'templates/channels.yaml', 'practices/practices.csv']

describe('check says what a build would end with, and names the file', () => {
  it.each(FILES)(
    'when %s is damaged',
    async (file) => {
      const path = join(scratch, file)
      const text = await readFile(path, 'utf8')
      for (const [damage, damaged] of damagesOf(file, text)) {
        await rm(path, { recursive: true })
        if (damaged === null) await mkdir(path)
        else await writeFile(path, damaged)
        const [built, checked] = [await build(), await check()]
        if (built !== '') expect(checked, `${file}: ${damage}: ${built}`).toContain(basename(file))
        expect(built + checked, `${file}: ${damage}`).not.toMatch(/\[object |\bundefined\b|\bNaN\b/)
        await rm(path, { recursive: true })
        await writeFile(path, text)
      }
    },
    240_000,
  )
})
