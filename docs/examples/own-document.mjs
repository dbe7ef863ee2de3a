// A kind of document of one's own: a template and its data. Here a sheet for the door.
//
//     node own-document.mjs practices.csv packs 2026-09-01
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES, createToolkit, defineDocument, isoDay } from 'practice-packs'

const template = `---
kind: door-sheet
title: Door sheet
eyebrow: Door sheet
lines:
  - '{{practice.name}}'
---

## Go live

We change our computer system on **{{dates.goLive.date}}**.

<!-- slot: our-desk; heading: Ask at the desk -->

{{#each tasksOfRole}}
- {{id}}: {{words}}
{{/each}}
`

const doorSheet = defineDocument({
  kind: 'door-sheet',
  folder: 'door',
  templates: [{ file: 'door-sheet.md.hbs', text: template }],
  fields: { tasksOfRole: { type: 'list', item: { id: { type: 'text' }, words: { type: 'text' } } } },
  data: ({ plan }) => ({
    tasksOfRole: plan.tasks.slice(0, 3).map(({ task }) => ({ id: task.id, words: task.text })),
  }),
})

export const toolkit = createToolkit({
  documents: [doorSheet],
  slots: [
    {
      name: 'our-desk',
      says: 'Where to ask.',
      options: { heading: { type: 'words', says: 'Heading above it.' } },
      fill: ({ plan }, { heading = 'Ask' }) => [
        { type: 'heading', level: 2, id: 'desk', spans: [{ text: heading }] },
        { type: 'paragraph', spans: [{ text: `The desk of ${plan.practice.name} knows more.` }] },
      ],
    },
  ],
})

const [practices = 'practices.csv', out = 'packs', today = '2026-09-01'] = process.argv.slice(2)
const { summary } = await toolkit.build({
  guide: BUILT_IN_GUIDE,
  templates: BUILT_IN_TEMPLATES,
  practices,
  out,
  asOf: isoDay(today),
  documents: ['door-sheet'],
  formats: ['html'],
})
console.log(`${summary.built} packs, ${summary.documents} files`)
