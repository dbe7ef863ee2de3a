import { describe, expect, it } from 'vitest'
import { annotations, list, pages, tasks, where } from './guide-as-text.ts'

/** How many facts each chapter of the fact list holds: A01 to A15, B01 to B17 … */
const CHAPTERS = { A: 15, B: 17, C: 11, D: 23, E: 10, F: 13, G: 12, H: 9, I: 13 }
const TIMING_RULES = 42

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, '0')}`)
const facts = Object.entries(CHAPTERS).flatMap(([letter, count]) => numbered(letter, count))
const timing = numbered('T', TIMING_RULES)

const named = new Set(annotations.flatMap((note) => list(note, 'from')))
const namedByTasks = new Set(tasks.flatMap((note) => list(note, 'from')))
const withdrawnPage = pages.find(({ file }) => file === 'withdrawn.md')?.text ?? ''
/** First table only: the second one lists facts that are kept with other advice. */
const withdrawn = [...(withdrawnPage.split('\n## ')[0] ?? '').matchAll(/^\| ([A-I]\d\d) \| (.+?) \| (.+?) \|$/gm)]
const withdrawnIds = withdrawn.map((row) => row[1] ?? '')

describe('every fact we know is in the guide', () => {
  it('knows 123 facts', () => expect(facts).toHaveLength(123))

  it('has a task for each, or says why it was left out', () => {
    expect(facts.filter((fact) => !namedByTasks.has(fact) && !withdrawnIds.includes(fact))).toEqual([])
  })

  it('never both uses a fact and leaves it out', () => {
    expect(withdrawnIds.filter((fact) => namedByTasks.has(fact))).toEqual([])
  })

  it('gives a reason for each fact left out', () => {
    expect(withdrawn.length).toBeGreaterThan(0)
    for (const [, id, what, why] of withdrawn) expect(`${what ?? ''} ${why ?? ''}`.length, id).toBeGreaterThan(60)
  })

  it('has all 42 timing rules', () => {
    expect(timing.filter((rule) => !named.has(rule))).toEqual([])
  })

  it('names no fact that does not exist', () => {
    const known = new Set([...facts, ...timing, 'ours'])
    const wrong = annotations.flatMap((note) =>
      list(note, 'from')
        .filter((fact) => !known.has(fact))
        .map((fact) => `${where(note)}: ${fact}`),
    )
    expect(wrong).toEqual([])
  })

  it('marks what no source says, in both fields', () => {
    const unmarked = tasks.filter(
      (task) => list(task, 'from').includes('ours') && !list(task, 'source').includes('ours'),
    )
    expect(unmarked.map(where)).toEqual([])
  })
})

describe('what the sources leave out', () => {
  const ours = tasks
    .filter((task) => list(task, 'source').includes('ours'))
    .map((task) => task.words.toLowerCase())
    .join('\n')

  it.each([
    ['data protection impact assessment', /data protection impact assessment/],
    ['processing terms', /processing terms/],
    ['privacy notice', /privacy notice/],
    ['sharing and consent settings', /sharing settings, consent/],
    ['opt-outs', /opt-outs/],
    ['Summary Care Record and GP Connect preferences', /summary care record and gp connect preferences/],
    ["the hospital's view", /ask a hospital/],
    ['a Clinical Safety Officer', /see that the move has a clinical safety officer/],
    ['allergies', /allergies/],
    ['repeat medicines', /repeats/],
    ['safeguarding flags', /safeguarding flags/],
    ['recalls', /recalls/],
    ['care plans', /care plans/],
    ['urgent referrals', /urgent referrals/],
  ])('asks for %s', (_, words) => expect(ours).toMatch(words))
})
