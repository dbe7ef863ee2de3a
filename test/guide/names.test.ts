import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotations, gaps, GUIDE, idsIn, list, pages, tasks, where } from './guide-as-text.ts'

const roles = idsIn('roles.yaml')
const conditions = idsIn('conditions.yaml')
const sources = idsIn('sources.yaml')
const dmis = idsIn('dmi.yaml', 'code')
const taskIds = tasks.map((task) => task.fields.get('id') ?? '')
const front = (text: string, key: string): string => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1] ?? ''

/** Annotations that name something outside `known`, with what they name. */
function strangers(field: string, known: readonly string[], notes = annotations): string[] {
  return notes.flatMap((note) =>
    list(note, field)
      .filter((name) => !known.includes(name))
      .map((name) => `${where(note)}: ${name}`),
  )
}

describe('names in annotations', () => {
  it('are known roles, sources, DMI codes and tasks', () => {
    expect(strangers('who', roles)).toEqual([])
    expect(strangers('source', sources)).toEqual([])
    expect(strangers('takes-source', sources)).toEqual([])
    expect(strangers('due-source', sources)).toEqual([])
    expect(strangers('dmi', dmis)).toEqual([])
    expect(strangers('after', taskIds)).toEqual([])
  })

  it('are known conditions', () => {
    const words = annotations.flatMap((note) =>
      (note.fields.get('if') ?? '')
        .split(/[\s()]+/)
        .filter((word) => word !== '' && !['and', 'or', 'not'].includes(word) && !conditions.includes(word))
        .map((word) => `${where(note)}: ${word}`),
    )
    expect(words).toEqual([])
  })

  it('are known in front matter too', () => {
    for (const { file, text } of pages) {
      const lists = [...text.matchAll(/^(who|sources): \[(.*)\]$/gm)]
      for (const [, key, names = ''] of lists)
        for (const name of names.split(', ')) expect(key === 'who' ? roles : sources, `${file} ${key}`).toContain(name)
    }
  })

  it('names only sources that the data files know', () => {
    for (const file of ['conditions.yaml', 'dated-facts.yaml', 'systems.yaml', 'dmi.yaml'])
      for (const names of idsIn(file, 'source'))
        for (const name of names.split(',')) expect(sources, file).toContain(name)
  })
})

describe('tasks', () => {
  it('have an id of their own', () => {
    expect(taskIds.filter((id, at) => taskIds.indexOf(id) !== at)).toEqual([])
    expect(taskIds.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  it('are exactly the items with a tick box', () => {
    const boxes = pages.reduce((sum, { text }) => sum + [...text.matchAll(/^\s*- \[ \] /gm)].length, 0)
    expect(tasks).toHaveLength(boxes)
    expect(boxes).toBeGreaterThan(120)
  })

  it('have an owner, a day, a fact and a source', () => {
    for (const field of ['who', 'due', 'from', 'source'])
      expect(tasks.filter((task) => list(task, field).length === 0).map(where), field).toEqual([])
  })

  it('say in cutover, go live and after how long they take and what comes first', () => {
    const late = tasks.filter((task) => /^(09|10|11|12)-/.test(task.file))
    expect(late.length).toBeGreaterThan(40)
    expect(late.filter((task) => !task.fields.has('after')).map(where)).toEqual([])
    // What is done whenever it comes up takes no time of its own (rule 10), and says so.
    const timed = late.filter((task) => task.fields.get('at') !== 'all-day')
    expect(timed.filter((task) => !task.fields.has('takes')).map(where)).toEqual([])
    expect(timed.length).toBeGreaterThan(40)
  })

  it('keep their order where a practice does not have a task that they wait for', () => {
    const condition = new Map(tasks.map((task) => [task.fields.get('id'), task.fields.get('if')]))
    const after = new Map(tasks.map((task) => [task.fields.get('id') ?? '', list(task, 'after')]))
    /** All that must be done before, by way of tasks other than `without`. */
    const before = (id: string, without: string): Set<string> => {
      const found = new Set<string>()
      const queue = [id]
      for (let next = queue.pop(); next !== undefined; next = queue.pop())
        for (const one of after.get(next) ?? [])
          if (one !== without && !found.has(one)) {
            found.add(one)
            queue.push(one)
          }
      return found
    }
    const loose = tasks.flatMap((task) =>
      list(task, 'after')
        .filter((id) => condition.get(id) !== undefined && condition.get(id) !== task.fields.get('if'))
        .filter((id) => {
          const others = before(task.fields.get('id') ?? '', id)
          return (after.get(id) ?? []).some((one) => !others.has(one))
        })
        .map((id) => `${where(task)} waits for ${id}`),
    )
    expect(loose).toEqual([])
  })

  it('never wait for themselves, however far round', () => {
    const before = new Map(tasks.map((task) => [task.fields.get('id') ?? '', list(task, 'after')]))
    const loops = taskIds.filter((id) => {
      const seen = new Set<string>()
      const queue = [...(before.get(id) ?? [])]
      for (let next = queue.pop(); next !== undefined; next = queue.pop())
        if (!seen.has(next)) {
          seen.add(next)
          queue.push(...(before.get(next) ?? []))
        }
      return seen.has(id)
    })
    expect(loops).toEqual([])
  })

  it('can be switched on by each condition alone', () => {
    const alone = new Set(tasks.map((task) => task.fields.get('if')))
    // SystmOne matters only to a practice that has a MESH mailbox, and what PCSE does only to one with GP Links.
    const further = ['tpp_involved', 'pcse_must_act']
    const decides = (id: string): boolean => alone.has(id) || alone.has(`not ${id}`)
    expect(conditions.filter((id) => !decides(id) && !further.includes(id))).toEqual([])
    expect(alone).toContain('mesh and tpp_involved')
    expect(alone).toContain('gp_links and pcse_must_act')
  })

  it('are short enough to tick', () => {
    expect(tasks.filter((task) => task.words.length > 160).map(where)).toEqual([])
  })
})

describe('limits, gaps and pages', () => {
  it('shows all 14 limits once, each with document and page', () => {
    const text = pages.map((page) => page.text).join('\n')
    const shown = [...text.matchAll(/\*\*_SLA:_\*\* .+ <!-- sla: (SLA-\d\d) -->\n<br><em>\((.+), p\. (\d+)\)<\/em>/g)]
    expect(shown.map((match) => match[1]).sort()).toEqual(
      Array.from({ length: 14 }, (_, at) => `SLA-${String(at + 1).padStart(2, '0')}`),
    )
    expect([...text.matchAll(/\*\*_SLA/g)]).toHaveLength(14)
  })

  it('mentions every DMI code of the register, and no other', () => {
    const mentioned = new Set(pages.flatMap(({ text }) => text.match(/DMI\d\d/g) ?? []))
    expect([...mentioned].filter((code) => !dmis.includes(code))).toEqual([])
    expect(mentioned.size).toBe(dmis.length)
  })

  it('says for each gap whom to ask, and what', () => {
    expect(gaps.length).toBeGreaterThan(15)
    for (const gap of gaps) {
      expect(roles, where(gap)).toContain(gap.fields.get('ask'))
      expect(gap.fields.get('question'), where(gap)).toMatch(/^[A-Z].+\?$/)
    }
  })

  it('has no marker that the patterns here did not see', () => {
    const marks = pages.reduce((sum, { text }) => sum + [...text.matchAll(/\[gap\]/gi)].length, 0)
    expect(gaps).toHaveLength(marks)
  })

  it('says in its tables which practices a line is for, in the words of the conditions', () => {
    const names = [...idsIn('conditions.yaml', 'name'), 'every practice']
    for (const file of ['data-types.md', 'links.md', 'what-stops.md']) {
      const rows = (pages.find((page) => page.file === file)?.text ?? '')
        .split('\n')
        .filter((line) => line.startsWith('| ') && !/^\| ---|\| applies to \|$/.test(line))
      expect(rows.length).toBeGreaterThan(15)
      for (const row of rows) {
        const last = row.split('|').at(-2)?.trim() ?? ''
        for (const name of last.split(' or ')) expect(names, `${file}: ${row}`).toContain(name)
      }
    }
  })

  it('has a page for each of the twelve phases, in order, with its dates of review', () => {
    const phases = pages.filter(({ text }) => front(text, 'phase') !== '')
    const policy = readFileSync(join(GUIDE, 'timing.yaml'), 'utf8')
    const section = /^phases:.*\n((?: {2}.+\n)+)/m.exec(policy)?.[1] ?? ''
    const inOrder = [...section.matchAll(/^ {2}([a-z-]+):/gm)].map(([, id]) => id)
    expect(inOrder).toHaveLength(12)
    // The order of the policy numbers the phases, so no page does.
    expect(phases.map(({ text }) => front(text, 'phase'))).toEqual(inOrder)
    expect(phases.map(({ text }) => front(text, 'order'))).toEqual(phases.map(() => ''))
    for (const { file, text } of phases) expect(file).toContain(front(text, 'phase'))
    for (const { file, text } of pages) {
      expect(front(text, 'reviewed'), file).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(front(text, 'review_by') > front(text, 'reviewed'), file).toBe(true)
    }
  })

  it('links only to pages and headings that exist', () => {
    const headings = new Map(
      pages.map(({ file, text }) => [file, [...text.matchAll(/\{#([a-z0-9-]+)\}/g)].map((match) => match[1])]),
    )
    for (const { file, text } of pages)
      for (const [, target = '', id] of text.matchAll(/\]\(([\w-]+\.md)(?:#([\w-]+))?\)/g)) {
        expect(existsSync(GUIDE + target), `${file} → ${target}`).toBe(true)
        if (id !== undefined) expect(headings.get(target), `${file} → ${target}#${id}`).toContain(id)
      }
  })
})
