import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseGuideData, type KnownSla } from '../../src/guide/guide-data.ts'
import { readSla, recogniseSla } from '../../src/guide/slas.ts'
import { readGuide } from '../../src/guide/read-guide.ts'

const guide = join(import.meta.dirname, '../../guide')
let known: readonly KnownSla[] = []
beforeAll(async () => {
  known = parseGuideData((await readGuide(guide, guide)).data).slas
})

/** Each SLA in wordings and with limits that no source has: it is known by what it is about. */
describe('an SLA is recognised', () => {
  it.each([
    ['SLA-01', 'A supplier whom the national body asks to clarify something must answer within seven working days.'],
    ['SLA-01', 'If a Migration Management Agent sends the supplier a query, it must respond in 3 days.'],
    ['SLA-02', 'Planning your approach to the migration should take no more than three weeks (Step 2).'],
    ['SLA-03', 'The clinical risk assessment should be finished in 2 weeks once the migration approach is planned.'],
    ['SLA-04', 'A review of data quality in the source system should be done in 8 weeks.'],
    ['SLA-05', 'You must confirm within 4 days that the back-up of your system is complete.'],
    [
      'SLA-06',
      'The source supplier must deliver every extract you request, encrypted, in the agreed format, in 7 days.',
    ],
    ['SLA-07', 'After you request the first extract, the old supplier must provide it within 6 working days.'],
    ['SLA-08', 'Your new supplier opens the test environment to users one day after the data are loaded.'],
    [
      'SLA-09',
      'Tell the new supplier of any issues that your initial check of data check results shows, within a week.',
    ],
    ['SLA-10', 'More than 7 iterations of full or partial extracts should not be needed.'],
    ['SLA-11', 'The entire process of checking and transforming should end within 9 weeks of the first extract.'],
    ['SLA-12', 'Cutover should last no longer than 96 hours.'],
    ['SLA-13', 'The supplier attains go-live within one working day of your approval.'],
    ['SLA-14', 'Document your process review within three weeks of go-live.'],
  ])('%s: %s', (id, text) => {
    expect(recogniseSla(text, null, known)?.id).toBe(id)
  })

  it('or is not, rather than taken for another one', () => {
    expect(recogniseSla('The kettle must boil within 5 working days.', null, known)).toBeNull()
    expect(recogniseSla('Suppliers pay their invoices within 30 days.', '13', known)).toBeNull()
  })
})

describe('the wording of an SLA says', () => {
  it.each([
    ['You must tell them within 5 working days.', '5 working-day', 'practice-manager stated'],
    ['The new supplier has two working days.', '2 working-day', 'new-supplier stated'],
    ['Your old supplier (source) has 5 days to answer.', '5 day', 'current-supplier stated'],
    ['The Source Solution Supplier has no more than 5 working days.', '5 working-day', 'current-supplier stated'],
    ['It should not take more than 6 weeks.', '6 week', 'nobody'],
    ['No more than 5 separate iterations are needed.', '5 count', 'nobody'],
    ['The period should not exceed 72 hours. You must report within 5 days.', '72 hour', 'nobody'],
  ])('%s', (text, limit, names) => {
    const read = readSla(text, null)
    expect(`${read.limit?.value} ${read.limit?.unit}`).toBe(limit)
    expect(read.names === null ? 'nobody' : `${read.names.party} ${read.names.stated ? 'stated' : 'inferred'}`).toBe(
      names,
    )
  })

  it.each([
    ['Once the survey is complete, you have 2 days.', 'the survey is complete'],
    ['From the time you first ask, it takes 6 weeks.', 'you first ask'],
    ['Write it within 2 weeks of business go live.', 'business go live'],
    ['It takes 6 weeks.', null],
  ])('what starts it: %s', (text, event) => {
    expect(readSla(text, null).startEvent).toBe(event)
  })

  it('and the register fills in what the wording leaves out, as inferred', () => {
    const entry = known.find(({ id }) => id === 'SLA-12') ?? null
    expect(readSla('The cutover should not exceed 72 hours.', entry)).toMatchObject({
      id: 'SLA-12',
      names: { party: 'practice-manager', stated: false },
      startEvent: 'the cutover starts',
    })
  })
})
