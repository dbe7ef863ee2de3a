/** What a template compares is the words themselves, although the values of a view are escaped. */
import { expect, it } from 'vitest'
import { compileSentence, compileTemplate, KNOWN_HELPERS } from '../../src/template/fill.ts'

it.each(['go-live', 'go.live', 'yes', 'A & B'])('knows %s again where a template compares it', (id) => {
  const fill = compileTemplate(`{{#if (is id "${id}")}}same{{else}}other{{/if}}`, 'x.md.hbs')
  expect(fill({ id })).toBe('same')
  expect(fill({ id: `${id}s` })).toBe('other')
})

it.each(KNOWN_HELPERS)('takes {{%s}} alone for a field, also where a helper has that name', (name) => {
  const values = { [name]: '7', list: [{ [name]: '8' }] }
  for (const fill of [(text: string) => compileTemplate(text, 'x.md.hbs'), compileSentence])
    expect(fill(`{{${name}}} {{#each list}}{{${name}}}{{/each}} {{count 2 "day"}}`)(values)).toBe('7 8 2 days')
})

it('says that there is no such field where a helper has the name', () => {
  expect(() => compileTemplate('{{count}}', 'x.md.hbs')({ other: 1 })).toThrow(/"count" not defined/)
})
