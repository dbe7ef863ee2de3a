import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseTerms } from '../../src/guide/guide-tables.ts'
import { fixTerms } from '../../src/guide/publish-guide.ts'
import { makeRepository } from '../support/git-repository.ts'

const terms = parseTerms({
  file: 'terms.yaml',
  text: readFileSync(join(import.meta.dirname, '../../guide/terms.yaml'), 'utf8'),
})
const repository = makeRepository()
afterAll(() => repository.remove())

/** `before` as a page, patched by git itself. */
function patched(before: string): string {
  const file = 'docs/page.md'
  repository.commit('2026-01-05', 'Ann', { [file]: before })
  const { patch } = fixTerms([{ file: 'page.md', text: before }], terms, 'docs/')
  if (patch !== '') {
    writeFileSync(join(repository.folder, 'terms.patch'), patch)
    execFileSync('git', ['apply', '--whitespace=nowarn', 'terms.patch'], { cwd: repository.folder, stdio: 'pipe' })
  }
  return readFileSync(join(repository.folder, file), 'utf8')
}

describe('old terms', () => {
  it.each([
    ['A CCG and the CCGs.', 'An ICB and the ICBs.'],
    ['Ask a Clinical Commissioning Group.', 'Ask an ICB.'],
    ['Existing suppliers know. The old supplier (source) too.', 'Current suppliers know. The current supplier too.'],
    ['Before Go-Live and after the cut-over.', 'Before go live and after the cutover.'],
    ['Go Live comes last.', 'Go live comes last.'],
    ['- Lead GP\n- 3rd parties', '- Clinical lead\n- third parties'],
    ['NHS Digital said so.', 'NHS England said so.'],
  ])('%j becomes %j', (before, after) => expect(patched(`${before}\n`)).toBe(`${after}\n`))

  it.each([
    'The “CCG form” and "the CCG".',
    "The 'CCG form' and ‘the CCG’.",
    'The CCG-Practice Agreement V2.',
    'The NHS Digital Data Migration Process.',
    '[CCG form](https://example.org/ccg) at https://example.org/CCG or ccg@CCG.example.',
    'See [the page](/guide/ccg#CCG) in `CCG`.',
    '<!-- the CCG -->',
    '> The CCG said so.',
    '*The CCG Handbook* and _the CCG_.',
    '**_SLA:_** The CCG answers in 5 days.\n<br><em>(CCG, p. 1)</em>',
    '---\ntitle: CCG\n---',
    '## The CCG',
    '```\nCCG\n```',
    'A procuring NHSXyz and a PreCCG.',
  ])('%j stays as it is', (text) => expect(patched(`${text}\n`)).toBe(`${text}\n`))

  it('changes nothing else: line ends, spaces at ends of lines, and a last line without an end', () => {
    const before =
      '---\r\ntitle: x\r\n---\r\n\r\nThe CCG.  \r\n\tTabs and NBSP\u00a0stay.\r\n\r\n## The CCG {#ccg}\r\nLast CCG'
    expect(patched(before)).toBe(
      before.replace('The CCG.', 'The ICB.').replace('## The CCG', '## The ICB').replace('Last CCG', 'Last ICB'),
    )
  })

  it('is a patch with three lines of context, in hunks of its own where changes are far apart', () => {
    const lines = Array.from({ length: 30 }, (_, at) => (at === 5 || at === 20 ? 'The CCG.' : `Line ${at + 1}.`))
    const { patch } = fixTerms([{ file: 'a.md', text: `${lines.join('\n')}\n` }], terms, 'docs/')
    const hunk = (line: number): string =>
      [-3, -2, -1].map((by) => ` Line ${line + by}.\n`).join('') +
      '-The CCG.\n+The ICB.\n' +
      [1, 2, 3].map((by) => ` Line ${line + by}.\n`).join('')
    expect(patch).toBe(`--- a/docs/a.md\n+++ b/docs/a.md\n@@ -3,7 +3,7 @@\n${hunk(6)}@@ -18,7 +18,7 @@\n${hunk(21)}`)
  })

  it('says what a person must reword, and why', () => {
    const { left, changed } = fixTerms([{ file: 'a.md', text: '## The CCG\n\nThe CSU and GPSoC.\n' }], terms, '')
    expect(changed).toBe(0)
    expect(left.map(({ written, place, because }) => `${place.line}:${place.column} ${written}: ${because}`)).toEqual([
      '1:8 CCG: It is in a heading without a fixed id, to which links may lead. Add {#id} first.',
      '3:5 CSU: The delivery partner may be a third party or a team in the ICB; say which is meant.',
      '3:13 GPSoC: GP Systems of Choice ended in 2019, and GP IT Futures, which followed it, on 31 March 2023.',
    ])
  })
})
