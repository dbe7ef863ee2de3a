/** Packs of before there were folders in the order of use: recognised, moved, and nothing of staff lost. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, hashes, practicesFile, temporary } from './support.ts'

const FOLDER = 'Z90000-invented-surgery-0'
const MANIFEST = '4 For the project/manifest.json'
/** What these files were called. */
const FORMER: Readonly<Record<string, string>> = {
  '1 Plan/Z90000 Checklist.html': 'Z90000-checklist.html',
  '1 Plan/Z90000 Checklist.docx': 'Z90000-checklist.docx',
  '1 Plan/Z90000 Wall poster.html': 'checklists/Z90000-wall-poster.html',
}

interface Written {
  readonly name: string
  readonly folder?: string
  readonly title?: string
}

/** A pack as an earlier version arranged it, of the same content. */
function formerPack() {
  const folder = temporary()
  const out = join(folder, 'out')
  const pack = join(out, FOLDER)
  const practices = practicesFile(folder, 1)
  build(practices, out, '--views', 'poster')
  const manifest = JSON.parse(readFileSync(join(pack, MANIFEST), 'utf8')) as { files: readonly Written[] }
  const kept = manifest.files.flatMap((file) => {
    const former = FORMER[file.name]
    if (former === undefined) return []
    mkdirSync(dirname(join(pack, former)), { recursive: true })
    renameSync(join(pack, file.name), join(pack, former))
    // Such packs said no folder and no title of their files.
    return [{ ...file, folder: undefined, title: undefined, name: former }]
  })
  for (const name of readdirSync(pack)) if (/^\d |START/.test(name)) rmSync(join(pack, name), { recursive: true })
  writeFileSync(join(pack, 'manifest.json'), JSON.stringify({ ...manifest, files: kept }))
  const again = (...more: readonly string[]) => {
    const { stdout } = build(practices, out, '--views', 'poster', ...more)
    const { packs } = JSON.parse(stdout) as {
      packs: [{ status: string; findings: { rule: string; message: string; file?: string }[] }]
    }
    return packs[0]
  }
  const fresh = join(folder, 'fresh')
  const made = () => {
    build(practices, fresh, '--views', 'poster')
    return Object.keys(hashes(join(fresh, FOLDER)))
  }
  return { pack, again, made }
}

const rulesOf = ({ findings }: { readonly findings: readonly { readonly rule: string }[] }): string[] =>
  findings.map(({ rule }) => rule).filter((rule) => ['edited-file-kept', 'pack-rearranged'].includes(rule))

describe('a pack that an earlier version made', () => {
  it('is recognised and made again, and what nobody changed is replaced', () => {
    const { pack, again, made } = formerPack()
    expect(Object.keys(hashes(pack))).toHaveLength(4)
    const run = again()
    expect(run.status).toBe('built')
    expect(rulesOf(run)).toEqual(['pack-rearranged'])
    expect(Object.keys(hashes(pack))).toEqual(made())
    expect(again().status).toBe('unchanged')
  }, 60_000)

  it('keeps a file that staff changed beside its new version, under its own name, and says where', () => {
    const { pack, again } = formerPack()
    for (const name of ['Z90000-checklist.docx', 'checklists/Z90000-wall-poster.html'])
      appendFileSync(join(pack, name), 'a note of the practice manager')
    const before = readFileSync(join(pack, 'Z90000-checklist.docx'))
    const run = again()
    expect(rulesOf(run)).toEqual(['edited-file-kept', 'edited-file-kept', 'pack-rearranged'])
    expect(run.findings.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['1 Plan/Z90000-checklist.docx', '1 Plan/Z90000-wall-poster.html']),
    )
    expect(readFileSync(join(pack, '1 Plan/Z90000-checklist.docx'))).toEqual(before)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.docx'))).toBe(true)
    expect(existsSync(join(pack, 'Z90000-checklist.docx'))).toBe(false)
    // Said again until somebody decides; then no more.
    expect(again().findings.filter(({ rule }) => rule === 'edited-file-kept')).toHaveLength(2)
    rmSync(join(pack, '1 Plan/Z90000-checklist.docx'))
    expect(again().findings.filter(({ rule }) => rule === 'edited-file-kept')).toHaveLength(1)
    expect(readFileSync(join(pack, '1 Plan/Z90000-wall-poster.html'), 'utf8')).toContain('a note of the')
  }, 60_000)

  it('leaves what staff added where it is, and says so', () => {
    const { pack, again } = formerPack()
    writeFileSync(join(pack, 'our own list.txt'), 'Ask Sam')
    writeFileSync(join(pack, 'checklists/ours.docx'), 'Ask Sam')
    const run = again()
    expect(run.findings.flatMap(({ file }) => file ?? [])).toEqual(['checklists/ours.docx', 'our own list.txt'])
    for (const name of ['our own list.txt', 'checklists/ours.docx'])
      expect(readFileSync(join(pack, name), 'utf8')).toBe('Ask Sam')
  }, 60_000)

  it('loses nothing where its documents are no longer asked for', () => {
    const { pack, again } = formerPack()
    appendFileSync(join(pack, 'Z90000-checklist.docx'), 'a note')
    const run = again('--formats', 'html')
    expect(rulesOf(run)).toEqual(['edited-file-kept', 'pack-rearranged'])
    expect(existsSync(join(pack, 'Z90000-checklist.docx'))).toBe(true)
  }, 60_000)

  it('counts every file as changed where its manifest is damaged or lost, and moves them all', () => {
    const { pack, again } = formerPack()
    const poster = readFileSync(join(pack, 'checklists/Z90000-wall-poster.html'))
    writeFileSync(join(pack, 'manifest.json'), '{')
    again()
    expect(readFileSync(join(pack, '1 Plan/Z90000-wall-poster.html'))).toEqual(poster)
    expect(existsSync(join(pack, '1 Plan/Z90000 Wall poster.html'))).toBe(true)
    expect(existsSync(join(pack, 'checklists/Z90000-wall-poster.html'))).toBe(false)
  }, 60_000)
})

describe('paths', () => {
  it('says a path that Windows does not open, and makes the pack', () => {
    const folder = temporary()
    const out = join(folder, 'a'.repeat(100), 'b'.repeat(100), 'c'.repeat(50))
    const run = build(practicesFile(folder, 1), out)
    expect(run).toMatchObject({ status: 0, summary: { built: 1 } })
    const { findings } = JSON.parse(run.stdout) as { findings: { rule: string; practice: string }[] }
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'path-too-long', practice: 'Z90000' }))
  }, 30_000)
})
