/**
 * One edit of the guide or of the templates that ship, and the rule that must find it. A rule that looks for words which no page
 * has any more finds nothing and says nothing: here it fails.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPack } from '../../src/consistency/check-pack.ts'
import { understand } from '../../src/pipeline.ts'
import { packOf } from './pack-of.ts'

const root = join(import.meta.dirname, '../..')
const made = mkdtempSync(join(tmpdir(), 'practice-packs-edits-'))
afterAll(() => rmSync(made, { recursive: true }))

interface Edit {
  readonly rule: string
  readonly what: string
  readonly file: string
  readonly from: string
  readonly to: string
}

const before = (file: string, from: string, words: string): Pick<Edit, 'file' | 'from' | 'to'> => ({
  file: `templates/${file}`,
  from,
  to: `${words}${from}`,
})
const inLetter = (words: string): Pick<Edit, 'file' | 'from' | 'to'> =>
  before('letters/disruption.md.hbs', 'Orders may take longer', `${words} `)
const onCard = (words: string): Pick<Edit, 'file' | 'from' | 'to'> =>
  before('desk-cards.md.hbs', '- put newborns, and people who need care now', `- ${words}\n`)
const inGuide = (page: string, from: string, to: string): Pick<Edit, 'file' | 'from' | 'to'> => ({
  file: `guide/${page}`,
  from,
  to,
})

const EDITS: readonly Edit[] = [
  {
    rule: 'event-day-differs',
    what: 'a typed day of go live',
    ...inLetter('Our new computer system starts on Tuesday 13 April 2027.'),
  },
  {
    rule: 'event-day-differs',
    what: 'a typed day of links off',
    ...before('cutover-plan.md.hbs', 'Each party agrees its own two days', 'Links off: 6 April 2027. '),
  },
  {
    rule: 'event-day-differs',
    what: 'a typed hour of go live',
    ...before(
      'posters/notice.md.hbs',
      '- Booked appointments and urgent care',
      '- Our new computer system starts on {{dates.goLive.date}} at 10am\n',
    ),
  },
  { rule: 'day-not-in-plan', what: 'a typed day', ...inLetter('From 12 April we use the new system.') },
  { rule: 'day-not-in-plan', what: 'another day to order by', ...inLetter('Please order by Friday 2 April 2027.') },
  {
    rule: 'hour-differs',
    what: 'a typed hour of the log-off',
    ...onCard('log off on {{dates.finalDataProduction.date}}, 5pm'),
  },
  {
    rule: 'hour-differs',
    what: 'a typed hour of the roll-call',
    ...before('cutover-plan.md.hbs', '- Then :: the roll-call,', '- Roll-call at :: 6pm\n'),
  },
  {
    rule: 'message-day-differs',
    what: 'laboratories told on another day',
    ...inGuide('04-pre-migration.md', 'due: by notice-to-senders', 'due: 7 weeks before links off'),
  },
  {
    rule: 'message-day-differs',
    what: 'one channel on another day',
    file: 'templates/messages/during.md.hbs',
    from: 'send: during',
    to: 'send: posters',
  },
  {
    rule: 'due-before-needed',
    what: 'a task after a later one',
    ...inGuide(
      '08-planning-for-cutover.md',
      'id: planning-old-access;',
      'id: planning-old-access; after: planning-cancer-referrals;',
    ),
  },
  {
    rule: 'evidence-after-decision',
    what: 'a criterion with a late task',
    ...inGuide('decisions.yaml', 'needs: [planning-meeting]', 'needs: [planning-cancer-referrals]'),
  },
  {
    rule: 'go-live-before-sign-off',
    what: 'no page says which system is used',
    file: 'templates/cutover-plan.md.hbs',
    from: '<!-- slot: section; phase: cutover; id: which-system; heading: Which system is used when -->',
    to: '',
  },
  {
    rule: 'order-by-reminder-late',
    what: 'a reminder 4 working days before',
    ...inGuide('timing.yaml', 'reminder: 5 working days', 'reminder: 4 working days'),
  },
  {
    rule: 'told-too-early',
    what: 'thanks before go live',
    ...inGuide('timing.yaml', 'thank-you: from 7 days after go live', 'thank-you: 2 days before go live'),
  },
  {
    rule: 'told-too-early',
    what: 'back before go live',
    file: 'templates/messages/back.md.hbs',
    from: 'send: links-on',
    to: 'send: during',
  },
  {
    rule: 'told-too-early',
    what: 'what to do now before the change',
    file: 'templates/messages/during.md.hbs',
    from: 'send: during',
    to: 'send: posters',
  },
  {
    rule: 'shown-before-agreed',
    what: 'a poster before the day is agreed',
    ...inGuide('08-planning-for-cutover.md', '- [ ] Get the hour of', '- [ ] Choose the go-live day. Get the hour of'),
  },
  {
    rule: 'agree-what-is-agreed',
    what: 'a confirmed day to agree',
    ...inGuide(
      '04-pre-migration.md',
      '- [ ] Tell each lab',
      '- [ ] Agree the go-live date with the supplier. Tell each lab',
    ),
  },
  {
    rule: 'service-day-differs',
    what: 'online until a day that nobody knows',
    ...inLetter('Online ordering works until {{dates.finalDataProduction.date}}.'),
  },
  {
    rule: 'online-record-differs',
    what: 'another word about the online record',
    file: 'templates/messages/online-nhs-login.md.hbs',
    from: '{{> online-meanwhile}}',
    to: 'You can see your record online as always.',
  },
  {
    rule: 'sender-differs',
    what: 'another owner of the message to PCSE',
    file: 'templates/messages/pcse.md.hbs',
    from: 'owner: registrations-clerk',
    to: 'owner: practice-manager',
  },
  {
    rule: 'roll-call-in-core-hours',
    what: 'a roll-call in the afternoon',
    ...inGuide('09-cutover.md', '- [ ] Print the lists for', '- [ ] Call the roll. Print the lists for'),
  },
  {
    rule: 'owner-day-too-full',
    what: 'ten hours more for one person',
    ...inGuide(
      '10-go-live.md',
      'id: go-live-support; who: reception, new-supplier; due: on go live; takes: 15 minutes',
      'id: go-live-support; who: practice-manager; due: on go live; takes: 10 hours',
    ),
  },
  {
    rule: 'by-instead-of-not-before',
    what: 'destroy by a day',
    ...inGuide('12-end-of-migration.md', 'due: from old system access ends', 'due: by old system access ends'),
  },
  { rule: 'paper-not-in-pack', what: 'a sheet that is not there', ...onCard('write it on the callback sheet') },
  { rule: 'paper-not-in-pack', what: 'a form that is not there', ...onCard('fill in the fridge form') },
  {
    rule: 'paper-not-in-pack',
    what: 'a file that is not there, on START HERE',
    ...before('start-here.md.hbs', 'Print the PDFs', 'Whom to call: see “Plan for cutover”. '),
  },
  { rule: 'paper-not-in-pack', what: 'a page that is not there', ...onCard('see “What to do when it rains”') },
]

describe('an edit that makes a pack contradict itself', () => {
  it.each(EDITS)('$rule: $what', async ({ rule, file, from, to }) => {
    for (const folder of ['guide', 'templates']) cpSync(join(root, folder), join(made, folder), { recursive: true })
    const text = readFileSync(join(made, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(made, file), text.replace(from, to))
    const practices = join(root, 'practices/practices.csv')
    const understood = await understand(
      { guide: join(made, 'guide'), templates: join(made, 'templates'), practices },
      true,
    )
    const [practice] = understood.practices
    if (practice === undefined) throw new Error('The starter has no rows.')
    // With PCSE, so that its message is made.
    const pack = packOf(understood, {
      ...practice,
      conditions: { ...practice.conditions, gp_links: true, pcse_must_act: true },
    })
    expect(checkPack(pack).map((finding) => finding.rule)).toContain(rule)
  })
})
