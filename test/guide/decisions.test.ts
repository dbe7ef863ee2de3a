/** The decisions of a cutover: data of the guide, each with its task, its day and its form. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Document } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { layoutDocument } from '../../src/render/pdf/render-pdf.ts'
import { pageLines } from '../render/pdf-pages.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
})

const ODS = ['Z99901', 'Z99902', 'Z99903', 'Z99904', 'Z99905']
function planOf(ods: string): Plan {
  const practice = understood.practices.find((one) => one.ods === ods)
  if (!practice) throw new Error(`The starter practices have no ${ods}.`)
  return planPractice(understood, practice, isoDay('2026-11-20'))
}
function cutoverPlan(plan: Plan): Document {
  const { documents } = composeDocuments(plan, understood, { documents: ['cutover-plan'], allowSuperseded: false })
  const found = documents.find(({ id }) => id === 'cutover-plan')
  if (!found) throw new Error('There is no cutover plan.')
  return found
}

const shipped = new Map(
  readdirSync(join(root, 'guide'))
    .filter((file) => file.endsWith('.yaml'))
    .map(
      (file) => [file, { file: `built-in/${file}`, text: readFileSync(join(root, 'guide', file), 'utf8') }] as const,
    ),
)
const guideWith = (decisions: string | null) =>
  parseGuide({
    kind: 'own',
    pages: [
      { file: 'index.md', text: '---\ntitle: A guide\n---\n\nWords.\n' },
      {
        file: '01-kick-off.md',
        text: '---\ntitle: Kick off\nphase: kick-off\n---\n\nWords.\n\n- [ ] Decide. <!-- id: kick-off-decide; who: clinical-lead; source: ours -->\n',
      },
    ],
    data:
      decisions === null
        ? shipped
        : new Map([...shipped, ['decisions.yaml', { file: 'decisions.yaml', text: decisions }]]),
  })

describe('the decisions of the guide', () => {
  it('are three tasks, so that calendar and lists have them', () => {
    const { decisions } = understood.guide.data
    expect(decisions.map(({ id, task }) => [id, task])).toEqual([
      ['commit', 'cutover-decide-commit'],
      ['start', 'cutover-decide-start'],
      ['go-live', 'go-live-decide'],
    ])
    for (const ods of ODS) {
      const plan = planOf(ods)
      const data = composeDataFiles({ ...understood, plan })
      const { tasks } = data
      const events = allEvents(data)
      for (const { task } of decisions) {
        expect(events.some(({ uid }) => uid.includes(task))).toBe(true)
        expect(tasks.rows.some((row) => row.includes(task))).toBe(true)
      }
    }
  })

  it('are each made by a clinician', () => {
    for (const { decision, planned } of planOf('Z99901').decisions)
      expect([decision.id, planned?.task.roles[0]]).toEqual([decision.id, 'clinical-lead'])
  })

  it.each(ODS)('ask on their day only for what is due by then: %s', (ods) => {
    const plan = planOf(ods)
    const late = plan.decisions.flatMap(({ decision, date, criteria }) =>
      criteria.flatMap(({ line }) =>
        line.needs.flatMap((id) => {
          const due = plan.tasks.find(({ task }) => task.id === id)?.due ?? ''
          return due > date ? [`${decision.id} on ${date} needs ${id} of ${due}`] : []
        }),
      ),
    )
    expect(late).toEqual([])
  })

  it('are a page each, with the words of the call and a line to sign on', () => {
    const plan = planOf('Z99901')
    const pages = layoutDocument(cutoverPlan(plan), themeFor(12)).map((page) =>
      pageLines(page)
        .map((line) => line.replace(/^[^:]*: ?/, ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    )
    plan.decisions.forEach(({ decision: { title, go, noGo } }, index) => {
      const page = pages.find((one) => one.startsWith(`Decision ${index + 1}: ${title}`)) ?? ''
      expect(page).toContain(`“${go}” or “${noGo}” One no is no go, and so is silence.`)
      expect(page).toContain('Signed, with time: clinical lead, Dr Imogen Farrow')
    })
  })

  it('ask about a warning of the dates, and only a plan that has it', () => {
    const lines = (ods: string): string[] =>
      planOf(ods).decisions.flatMap(({ criteria }) => criteria.map(({ line }) => line.id))
    expect(planOf('Z99904').findings.map(({ rule }) => rule)).toContain('cutover-too-short')
    expect(lines('Z99904')).toContain('too-short')
    expect(lines('Z99901')).not.toContain('too-short')
    expect(plainText(cutoverPlan(planOf('Z99904'))).join('\n')).toMatch(
      /accepts in writing that the cutover is short[^]*there is 1 working day/,
    )
  })

  it('are preceded by how such a warning is settled, and by when', () => {
    const said = (ods: string): string => plainText(cutoverPlan(planOf(ods))).join('\n')
    expect(said('Z99904')).toMatch(
      /How to settle the warning [^]*, by \w+ \d+ \w+ 2027, [^]*Tell Stourland Digital Partners/,
    )
    expect(said('Z99901')).not.toContain('How to settle')
  })

  it('hold back messages that name the dates, until somebody has accepted them', () => {
    const drafts = (accepted: string | null): string[] => {
      const { practice } = planOf('Z99904')
      const row = { ...practice, text: { ...practice.text, dates_accepted_by: accepted } }
      const plan = planPractice(understood, row, isoDay('2026-11-20'))
      const { findings } = composeDocuments(plan, understood, { documents: ['letters'], allowSuperseded: false })
      return findings.filter(({ rule }) => rule === 'letter-draft').map(({ message }) => message)
    }
    expect(drafts(null)).toHaveLength(1)
    expect(drafts(null).join(' ')).toContain('Nobody has settled the warning about its dates')
    expect(drafts('Dr Petra Lindqvist, 3 May 2027')).toEqual([])
  })

  it('leave out a line that does not apply, and mark one that nobody has answered', () => {
    const known = planOf('Z99901')
    const without = planPractice(
      understood,
      { ...known.practice, conditions: { ...known.practice.conditions, smartcards: false } },
      isoDay('2026-11-20'),
    )
    const words = (plan: Plan): string => plainText(cutoverPlan(plan)).join('\n')
    expect(words(known)).toContain('Smartcards and readers work')
    expect(words(without)).not.toContain('Smartcards and readers work')
    expect(words(planOf('Z99905'))).toMatch(
      /Smartcards and readers work\s+Seen in: the list of smartcards\s+If this applies to you/,
    )
  })
})

const ONE = `decisions:
  - id: only
    task: TASK
    milestone: kick-off
    title: Begin
    until: before anybody begins
    if_not: We wait.
    back: Wait.
    rings: ROLE
    go: Go.
    no_go: No go.
    criteria:
      - { id: ready, is: All are ready, evidence: the list, asked: ASKED, needs: [NEEDED], if: CONDITION }
`
const decisions = (words: Readonly<Record<string, string>>): string =>
  Object.entries({
    TASK: 'kick-off-decide',
    ROLE: 'practice-manager',
    ASKED: 'reception',
    NEEDED: 'kick-off-decide',
    CONDITION: 'eps',
    ...words,
  }).reduce((text, [name, value]) => text.replace(name, value), ONE)

describe('decisions.yaml of another guide', () => {
  it('takes the place of the one that ships', () => {
    const { value: guide } = guideWith(decisions({}))
    expect(guide.data.decisions.map(({ id }) => id)).toEqual(['only'])
    expect(guide.borrowed.decisions).toBe(false)
  })

  it.each([
    [{ TASK: 'kick-of-decide' }, 'unknown-task', 'Did you mean `kick-off-decide`?'],
    [{ NEEDED: 'kick-off-nothing' }, 'unknown-task', 'after `needs:`'],
    [{ ROLE: 'practice-manger' }, 'unknown-role', 'after `rings:`'],
    [{ ASKED: 'porter' }, 'unknown-role', 'after `asked:`'],
    [{ CONDITION: 'epps' }, 'unknown-condition', 'Did you mean `eps`?'],
  ])('names what it does not know: %j', (words, rule, said) => {
    const { findings } = guideWith(decisions(words))
    const found = findings.filter(({ place }) => place?.file === 'decisions.yaml')
    expect(found).toEqual([expect.objectContaining({ rule, severity: 'error' })])
    expect(found[0]?.message).toContain(said)
  })

  it.each([
    [decisions({}) + decisions({}).replace('decisions:\n', ''), 'There are two decisions `only`'],
    [
      `${decisions({})}      - { id: ready, is: All are here, evidence: the list, asked: reception }\n`,
      'There are two criteria of the decision `only` called `ready`',
    ],
  ])('has each id once', (text, said) => {
    expect(guideWith(text).findings.map(({ message }) => message)).toContainEqual(expect.stringContaining(said))
  })

  it('is borrowed where there is none, without the tasks that the guide does not have', () => {
    const { value: guide, findings } = guideWith(null)
    expect(guide.borrowed.decisions).toBe(true)
    expect(findings.filter(({ rule }) => rule === 'unknown-task')).toEqual([])
    const { practice, milestones } = planOf('Z99901')
    const plan = planPractice({ ...understood, guide }, practice, isoDay('2026-11-20'))
    expect(plan.decisions.map(({ decision, planned, date }) => [decision.id, planned, date])).toEqual(
      guide.data.decisions.map(({ id, milestone }) => [id, null, milestones.find((one) => one.id === milestone)?.date]),
    )
    expect(plan.decisions.flatMap(({ criteria }) => criteria.flatMap(({ line }) => line.needs))).toEqual([])
  })
})
