/** What is wrong with the braces of a template is said in words, not in those of its parser. */
import { expect, it } from 'vitest'
import { checkFields } from '../../src/template/check-fields.ts'
import type { ViewShape } from '../../src/model/view.ts'

const view: ViewShape = {
  practice: {
    name: { type: 'text' },
    open: { type: 'flag' },
    lines: { type: 'list', item: { words: { type: 'text' } } },
  },
}
const found = (source: string): string[] => checkFields('x.md.hbs', source, view).map(({ message }) => message)

it.each([
  ['{{practice.name}} {{#if practice.open}}open{{else}}shut{{/if}}'],
  ['{{#each practice.lines}}{{words}}{{/each}}{{#with practice}}{{name}}{{/with}}'],
  ['{{count practice.name "day"}} {{#if (is practice.name "A")}}A{{/if}} {{or-blank practice.name "Name"}}'],
])('takes %s', (source) => {
  expect(found(source)).toEqual([])
})

it.each([
  ['{{#if practice.open}}x{{/unless}}', 'Unexpected `{{/unless}}` after `{{#if}}`, expected `{{/if}}`.'],
  [
    '{{#if practice.open}}x',
    'Unexpected braces at this line: a block such as `{{#if …}}` has no end such as `{{/if}}`.',
  ],
  [
    'x {{/if}}',
    'Unexpected braces at this line: an end or `{{else}}` belongs to no block such as `{{#if …}}`, or double braces are not closed.',
  ],
])('says in words why %s cannot be read', (source, message) => {
  expect(found(source)).toEqual([message])
})
