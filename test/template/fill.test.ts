/** What a template compares is the words themselves, although the values of a view are escaped. */
import { expect, it } from 'vitest'
import { compileTemplate } from '../../src/template/fill.ts'

it.each(['go-live', 'go.live', 'yes', 'A & B'])('knows %s again where a template compares it', (id) => {
  const fill = compileTemplate(`{{#if (is id "${id}")}}same{{else}}other{{/if}}`, 'x.md.hbs')
  expect(fill({ id })).toBe('same')
  expect(fill({ id: `${id}s` })).toBe('other')
})
