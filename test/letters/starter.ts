/** The starter practices with our guide and templates, composed as a build composes them; and rows that differ from them. */
import { join } from 'node:path'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments, type ComposeChoice, type Composed } from '../../src/compose/compose-documents.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const AS_OF = isoDay('2026-11-20')

let understood: Promise<Understood> | undefined
export const starter = (): Promise<Understood> =>
  (understood ??= understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  }))

export async function practiceNamed(ods: string, change: Partial<Practice> = {}): Promise<Practice> {
  const found = (await starter()).practices.find((practice) => practice.ods === ods)
  if (!found) throw new Error(`No practice ${ods}`)
  return { ...found, ...change }
}

/** The row with another text in some columns; null: empty. */
export async function withText(ods: string, text: Partial<Practice['text']>): Promise<Practice> {
  const practice = await practiceNamed(ods)
  return { ...practice, text: { ...practice.text, ...text } }
}

export async function withStatus(
  practice: Practice,
  milestone: 'go-live' | 'final-data-production',
  status: 'proposed' | 'confirmed',
): Promise<Practice> {
  const fixed = practice.fixed[milestone]
  return fixed
    ? { ...practice, fixed: { ...practice.fixed, [milestone]: { ...fixed, status } } }
    : { ...practice, statuses: { ...practice.statuses, [milestone]: status } }
}

export async function compose(
  practice: Practice,
  change: Partial<Understood> & Pick<Parameters<typeof composeDocuments>[1], 'pagesOf'> = {},
  choice: Partial<ComposeChoice> = {},
): Promise<Composed> {
  const kit = { ...(await starter()), ...change }
  return composeDocuments(planPractice(kit, practice, AS_OF), kit, {
    documents: ['letters'],
    allowSuperseded: false,
    ...choice,
  })
}

/** Letters in each dialect and in large print too. */
export const everyCopy = async (ods: string): Promise<Composed> =>
  compose(
    await withText(ods, {
      letter_dialect: 'word, govuk-notify, nhs-notify',
      large_print: 'yes',
      // The dates of Z99904 break a rule: without this its messages are drafts.
      dates_accepted_by: 'Jo Vale',
    }),
  )

/** What patients would get: letters and messages, not the plan of them. */
export const messagesOf = ({ pages }: Composed): Composed['pages'] =>
  pages.filter(({ kind }) => kind === 'letters' || kind === 'messages')

export const COMPLETE = ['Z99901', 'Z99902', 'Z99903', 'Z99904'] as const
