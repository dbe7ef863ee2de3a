import { describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { refusePage } from '../../src/guide/page.ts'

const rule = (text: string) => refusePage({ file: 'a.md', text })?.rule ?? 'read'
const lists = (depth: number) => Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- a`).join('\n')

describe('a page is refused before the parser sees it', () => {
  it.each([
    ['quotes 100 deep', `${'> '.repeat(100)}a`, 'read'],
    ['quotes 101 deep', `${'> '.repeat(101)}a`, 'page-nested-too-deep'],
    ['lists 100 deep', lists(100), 'read'],
    ['lists 103 deep', lists(103), 'page-nested-too-deep'],
    ['lists in one line', `${'- '.repeat(101)}a`, 'page-nested-too-deep'],
    ['numbered lists in one line', `${'1. '.repeat(101)}a`, 'page-nested-too-deep'],
    ['brackets 101 deep', '['.repeat(101) + ']'.repeat(101), 'page-nested-too-deep'],
    ['brackets that close', '[a](b) '.repeat(500), 'read'],
    ['emphasis 101 deep', `${'*a '.repeat(101)}${'b* '.repeat(101)}`, 'page-nested-too-deep'],
    ['emphasis that closes', '*a* _b_ '.repeat(400), 'read'],
    ['more than 200 kB', 'word '.repeat(40_001), 'page-too-large'],
    ['more than 200 kB in other letters', '\u20AC'.repeat(70_000), 'page-too-large'],
    ['200 kB of prose', 'A sentence of some words.\n\n'.repeat(7_000).slice(0, 199_000), 'page-too-large'],
    ['150 kB of prose', 'A sentence of some more words, as people write them in a guide.\n\n'.repeat(2_300), 'read'],
    ['one endless paragraph', 'a\n'.repeat(2_000), 'page-too-large'],
    ['one endless row of stars', '*a'.repeat(5_000), 'page-too-large'],
  ])('%s', (_, text, expected) => {
    expect(rule(text)).toBe(expected)
  })

  it('at its line, and the other pages are read', () => {
    const pages = [
      { file: 'guide/01-deep.md', text: `ok\n\n${'> '.repeat(101)}a` },
      { file: 'guide/02-kick-off.md', text: '---\ntitle: Kick off\n---\n<!-- [GAP] x -->' },
    ]
    const { value, findings } = parseGuide({ kind: 'public', pages, data: new Map() })
    expect(value.pages.map(({ file }) => file)).toEqual(['guide/02-kick-off.md'])
    expect(value.markers).toHaveLength(1)
    const refused = findings.find(({ rule: id }) => id === 'page-nested-too-deep')
    expect(refused?.place).toEqual({ file: 'guide/01-deep.md', line: 3, column: 1 })
    expect(refused?.severity).toBe('error')
  })
})
