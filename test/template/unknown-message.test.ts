import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { understandTemplates, unknownMessages } from '../../src/app/understand.ts'

const root = join(import.meta.dirname, '../..')
const guide = parseGuide(await readGuide(join(root, 'guide'), join(root, 'guide'))).value
const { templates } = await understandTemplates(join(root, 'templates'))

describe('`message:` of a task', () => {
  it('is read from the guide that ships', () => {
    const task = guide.tasks.find(({ id }) => id === 'post-thank-you')
    expect(task?.messages).toContainEqual({ variant: 'thank-you', channel: null })
  })

  it('may name one channel of a message', async () => {
    const page =
      '---\ntitle: A page\nphase: kick-off\n---\n- [ ] Ask. <!-- id: a; who: reception; message: notice/poster, soon -->\n'
    const pages = [{ file: '01-a.md', text: page }]
    const { tasks } = parseGuide({ ...(await readGuide(join(root, 'guide'), join(root, 'guide'))), pages }).value
    expect(tasks[0]?.messages).toEqual([
      { variant: 'notice', channel: 'poster' },
      { variant: 'soon', channel: null },
    ])
  })

  it('names messages that templates make, in the guide that ships', () => {
    expect(guide.tasks.filter(({ messages }) => messages.length > 0).length).toBeGreaterThan(5)
    expect(unknownMessages(guide.tasks, templates)).toEqual([])
  })

  it('is a finding where no template makes the message, or not for that channel', () => {
    const [task] = guide.tasks
    if (task === undefined) throw new Error('The guide has no tasks.')
    const messages = [
      { variant: 'thankyou', channel: null },
      { variant: 'thank-you', channel: 'fax' },
      { variant: 'checklist', channel: null },
    ]
    const said = unknownMessages([{ ...task, messages }], templates)
    expect(said.map(({ rule }) => rule)).toEqual(['unknown-message', 'unknown-message', 'unknown-message'])
    expect(said[0]?.message).toBe(
      'Unexpected `message: thankyou`, expected the `variant` of a template for a message, or `variant/channel`. Did you mean `thank-you`?',
    )
    expect(said[0]?.place).toEqual(task.place)
  })
})
