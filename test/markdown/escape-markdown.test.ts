import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/document/plain-text.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { escapeMarkdown } from '../../src/markdown/to-spans.ts'
import { readPage } from '../../src/markdown/read-page.ts'

const words = (blocks: readonly Block[]): string[] => plainText({ blocks } as unknown as Document)

describe('a value that is filled into a template', () => {
  it.each([
    'St Mary’s Surgery',
    '# Not a heading',
    '1. Not a list',
    '- [ ] Not a task',
    '<p class="x">Not a tag</p>',
    '<!-- Not a comment -->',
    '{{practice.name}} {% include x %}',
    '**_SLA:_** not a limit',
    '[a](https://example.org) `code` *stars* _lines_ | bar',
    'A {#not-an-id} {: .no-class}',
    '-- not a dashed line',
    '&amp; &lt;b&gt; \\ backslash',
    'Siân Ŵyn & Sons (Dispensing) – 100%',
    '> quote',
    '===',
    '[a] (b/c)',
    '\uFDD00\uFDD1',
  ])('%s stays as it is', (value) => {
    const escaped = escapeMarkdown(value)
    const expected = value.replace(/[\uFDD0\uFDD1]/g, '\uFFFD')
    const inside = readPage('t.md', `The practice is ${escaped} here.\n`)
    expect(words(inside.blocks)).toEqual([`The practice is ${expected} here.`])
    const alone = readPage('t.md', `## ${escaped}\n\n- ${escaped}\n`)
    expect(words(alone.blocks)).toEqual([expected, expected])
    expect(
      [inside, alone].flatMap(({ outline }) => [...outline.links, ...outline.limits, ...outline.callouts]),
    ).toEqual([])
  })

  it('has its line breaks made spaces', () => {
    expect(escapeMarkdown('one\r\ntwo\n\n# three')).toBe('one two \\# three')
  })

  it('stays as it is, whatever it is', () => {
    const value = fc.string({ unit: fc.constantFrom(...'ab *_#<>[](){}!`~-=+|\\&;:.1%$/"\''), maxLength: 40 })
    fc.assert(
      fc.property(value, (text) => {
        const shown = readPage('t.md', `x${escapeMarkdown(text)}x\n`).blocks
        expect(words(shown)).toEqual([`x${text}x`.replace(/ +/g, ' ')])
      }),
      { numRuns: 500 },
    )
  })
})
