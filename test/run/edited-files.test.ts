/** What staff change, add or move in a pack stays theirs; what is as we would make it is ours. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, hashes, practicesFile, temporary } from './support.ts'

const FOLDER = 'Z90000-invented-surgery-0'

/** A run of one practice that has been made. */
function onePack() {
  const folder = temporary()
  const out = join(folder, 'out')
  const practices = practicesFile(folder, 1)
  build(practices, out)
  return { folder, out, practices, pack: join(out, FOLDER) }
}

/** The practice no longer dispenses: its documents say something else. */
const changeRow = (folder: string): string => practicesFile(folder, 1, (row) => row.replace('yes', 'no'))

describe('files that staff touched', () => {
  it('a file that staff edited is kept, and the new one stands beside it', () => {
    const { folder, out, practices, pack } = onePack()
    const edited = join(pack, '1 Plan/Z90000 Checklist.docx')
    appendFileSync(edited, 'a note of the practice manager')
    const before = readFileSync(edited)
    changeRow(folder)
    const run = build(practices, out)
    expect(readFileSync(edited)).toEqual(before)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.new.docx'))).toBe(true)
    expect(run.stdout).toContain('edited-file-kept')
  }, 30_000)

  it('a file that staff edited and that is no longer asked for stays, and is said', () => {
    const { out, practices, pack } = onePack()
    appendFileSync(join(pack, '1 Plan/Z90000 Checklist.docx'), 'a note of the practice manager')
    writeFileSync(join(pack, 'our own list.txt'), 'Ask Sam')
    const left = () => {
      const { stdout } = build(practices, out, '--formats', 'html')
      const { packs } = JSON.parse(stdout) as { packs: [{ findings: { rule: string; message: string }[] }] }
      return packs[0].findings.filter(({ rule }) => rule === 'edited-file-kept').map(({ message }) => message)
    }
    const said = [expect.stringContaining('1 Plan/Z90000 Checklist.docx, which is no longer part of the pack')]
    expect(left()).toEqual(said)
    // Said again while nothing changes, and also where a new version stood beside it in between.
    expect(left()).toEqual(said)
    build(practices, out)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.new.docx'))).toBe(true)
    expect(left()).toEqual(said)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.new.docx'))).toBe(false)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.docx'))).toBe(true)
    expect(existsSync(join(pack, 'our own list.txt'))).toBe(true)
  }, 60_000)

  it('whoever keeps their own file and deletes the new one beside it is not asked again', () => {
    const { folder, out, practices, pack } = onePack()
    appendFileSync(join(pack, '1 Plan/Z90000 Checklist.docx'), 'a note of the practice manager')
    changeRow(folder)
    build(practices, out)
    rmSync(join(pack, '1 Plan/Z90000 Checklist.new.docx'))
    expect(build(practices, out).summary).toMatchObject({ built: 0, unchanged: 1 })
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.new.docx'))).toBe(false)
  }, 30_000)

  it('whoever puts the new version in the place of their own is brought up to date again', () => {
    const { folder, out, practices, pack } = onePack()
    const [file, beside] = ['1 Plan/Z90000 Checklist.html', '1 Plan/Z90000 Checklist.new.html'].map((name) =>
      join(pack, name),
    )
    appendFileSync(file ?? '', 'a note')
    // Made as often: a document prints how many times it was issued.
    const undisturbed = join(folder, 'undisturbed')
    build(practices, undisturbed)
    changeRow(folder)
    build(practices, undisturbed)
    expect(build(practices, out).stdout).toContain('edited-file-kept')
    renameSync(beside ?? '', file ?? '')
    expect(build(practices, out).stdout).not.toContain('edited-file-kept')
    practicesFile(folder, 1)
    build(practices, undisturbed)
    expect(build(practices, out).stdout).not.toContain('edited-file-kept')
    expect(existsSync(beside ?? '')).toBe(false)
    expect(hashes(pack)).toEqual(hashes(join(undisturbed, FOLDER)))
  }, 90_000)

  it('whoever deletes the file that they changed gets the new one under its own name', () => {
    const { folder, out, practices, pack } = onePack()
    const file = join(pack, '1 Plan/Z90000 Checklist.html')
    appendFileSync(file, 'a note')
    changeRow(folder)
    build(practices, out)
    rmSync(file)
    expect(build(practices, out).stdout).not.toContain('edited-file-kept')
    build(practices, join(folder, 'undisturbed'))
    expect(Object.keys(hashes(pack))).toEqual(Object.keys(hashes(join(folder, 'undisturbed', FOLDER))))
  }, 60_000)

  it('a lost manifest makes nobody a suspect: files that are as we would make them are ours', () => {
    const { out, practices, pack } = onePack()
    const before = hashes(out)
    rmSync(join(pack, '4 For the project/manifest.json'))
    expect(build(practices, out).stdout).not.toContain('edited-file-kept')
    expect(hashes(out)).toEqual(before)
  }, 30_000)

  it('what staff put in the way stops one pack, not the run', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    mkdirSync(join(out, FOLDER, '1 Plan/Z90000 Checklist.html/ours'), { recursive: true })
    writeFileSync(join(out, FOLDER, '1 Plan/Z90000 Checklist.html/ours/list.txt'), 'Ask Sam')
    const run = build(practicesFile(folder, 2), out)
    expect(run).toMatchObject({ status: 5, summary: { built: 1, failed: 1 } })
    expect(run.stdout).toContain('a file of yours is where')
  }, 30_000)
})
