import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { inspectLetter } from '../../src/inspect/letter/inspect-letter.ts'
import { smsParts } from '../../src/letters/sms-parts.ts'
import { renderDocument } from '../../src/render/render.ts'
import { LETTERS, profile } from './profiles.ts'
import { planPractice } from '../../src/pipeline.ts'
import { COMPLETE, compose, everyCopy, messagesOf, practiceNamed, starter, withStatus, withText } from './starter.ts'

const ids = async (...args: Parameters<typeof compose>): Promise<string[]> =>
  messagesOf(await compose(...args)).map(({ id }) => id)

describe('letters and messages of a complete row', () => {
  it.each(COMPLETE)('%s has each of them, none a draft', async (ods) => {
    const documents = messagesOf(await everyCopy(ods))
    const made = documents.map(({ id }) => id)
    for (const variant of ['disruption'])
      for (const end of ['', '-large-print', '-govuk-notify', '-govuk-notify-template', '-nhs-notify'])
        expect(made).toContain(`letter-${variant}${end}`)
    for (const id of [
      'letter-third-parties',
      'handout-new-registrations',
      'sms-disruption',
      'nhs-app-disruption',
      'email-disruption',
      'phone-disruption',
      'email-pharmacies',
      'website-notice',
      'poster-notice',
      'website-during',
      'phone-during',
      'poster-during',
      'website-back',
      'sms-thank-you',
      'website-thank-you',
      'poster-thank-you',
      'easy-read',
    ])
      expect(made).toContain(id)
    expect(made.filter((id) => /date-changed|postponed|soon|letter-thank-you/.test(id))).toEqual([])
    expect(documents.filter(({ watermark }) => watermark !== undefined)).toEqual([])
    expect(new Set(made).size).toBe(made.length)
  })

  it.each(COMPLETE)('%s: no placeholder, nothing undefined, no empty address', async (ods) => {
    for (const document of messagesOf(await everyCopy(ods))) {
      // A form has labels without a full stop.
      if (document.id === 'easy-read') continue
      const text = plainText(document).join('\n')
      expect(text, document.id).not.toMatch(
        /undefined|null|\[\[|\{\{|\}\}|[\uE000-\uF8FF]|NaN| {2}|: ?\.$|\b(?:phone|by|at|contact|to|on|use:|website:|information:) ?$/im,
      )
    }
  })

  it.each(COMPLETE)(
    '%s: every letter stands in the zones of its printer, in large print too',
    async (ods) => {
      for (const document of messagesOf(await everyCopy(ods))) {
        if (document.letter === undefined) continue
        const [pdf] = await renderDocument({ ...document, formats: ['pdf'] }, ['pdf'], themeFor(12))
        const { faults } = await inspectLetter(pdf?.bytes ?? new Uint8Array(), profile(document.letter.profile))
        expect(
          faults.map(({ rule }) => rule),
          document.id,
        ).toEqual(['address-still-open'])
      }
    },
    120_000,
  )

  it('sends an ordinary practice’s texts in one part each', async () => {
    for (const document of messagesOf(await compose(await practiceNamed('Z99901'))))
      if (document.id.startsWith('sms-')) expect(smsParts(plainText(document).join('\n')).parts, document.id).toBe(1)
  })

  it('writes the apostrophe of a name plainly in texts, and only there', async () => {
    const composed = await compose({ ...(await practiceNamed('Z99901')), name: 'St Mary’s – Hill Surgery' })
    for (const document of messagesOf(composed)) {
      const text = plainText(document).join('\n')
      if (document.id.startsWith('sms-')) {
        expect(text, document.id).toContain("St Mary's - Hill Surgery")
        expect(smsParts(text), document.id).toMatchObject({ parts: 1, alphabet: 'gsm-7' })
      } else if (document.id === 'email-disruption') expect(text).toContain('St Mary’s – Hill Surgery')
    }
    expect(composed.findings.filter(({ rule }) => rule === 'text-message-dear')).toEqual([])
  })

  it('says what letters outside the alphabet of texts cost', async () => {
    const composed = await compose(await practiceNamed('Z99903'))
    const [said, ...others] = composed.findings.filter(({ rule }) => rule === 'text-message-dear')
    expect(others).toEqual([])
    // 4,180 patients, two parts more at 2.4p.
    expect(said?.message).toMatch(/â Ŵ.*up to 3 parts.*and not 1\. That costs up to 4\.8p \+ VAT more.*£200\.64 \+ VAT/)
  })

  it.each(COMPLETE)('%s: a letter to patients has two pages, and the handout one', async (ods) => {
    for (const document of messagesOf(await compose(await practiceNamed(ods)))) {
      const most = document.id === 'letter-disruption' ? 2 : document.id === 'handout-new-registrations' ? 1 : null
      if (most === null) continue
      const [pdf] = await renderDocument(document, ['pdf'], themeFor(12))
      expect(pdf?.pages, document.id).toBe(most)
    }
  })

  it('hands people who join a page without an address or fields, from the day links go off', async () => {
    const handout = messagesOf(await compose(await practiceNamed('Z99901'))).find(
      ({ id }) => id === 'handout-new-registrations',
    )
    const text = handout === undefined ? '' : plainText(handout).join('\n')
    expect(handout?.letter).toBeUndefined()
    expect(handout?.blocks.some(({ type }) => type === 'address')).toBe(false)
    expect(text).not.toMatch(/«|Dear/)
    expect(text).toContain('From Monday 5 April 2027 we keep each form safe')
  })

  it('sends no text message in more than three parts', async () => {
    for (const ods of COMPLETE)
      for (const document of messagesOf(await compose(await practiceNamed(ods))))
        if (document.id.startsWith('sms-'))
          expect(smsParts(plainText(document).join('\n')).parts).toBeLessThanOrEqual(3)
  })
})

describe('required facts', () => {
  it('make nothing of a row with five columns, and say which columns are empty', async () => {
    const composed = await compose(await practiceNamed('Z99905'))
    expect(messagesOf(composed)).toEqual([])
    const [finding, ...others] = composed.findings.filter(({ rule }) => rule === 'letter-facts-missing')
    expect(others).toEqual([])
    for (const column of [
      'go_live_status',
      'final_data_production_status',
      'urgent_phone',
      'address_1',
      'postcode',
      'repeat_order_by',
      'formats_contact',
      'privacy_url',
      'signatory',
      'signatory_role',
      'website',
      'phone',
    ])
      expect(finding?.message).toContain(`“${column}”`)
  })

  it.each(['online_url', 'apps_stop', 'apps_continue'])(
    'without %s the letter says that news will come, a finding says so, and the practice is asked',
    async (column) => {
      const composed = await compose(await withText('Z99901', { [column]: null }))
      expect(composed.findings.filter(({ rule }) => rule === 'letter-facts-missing')).toEqual([])
      const [said, ...others] = composed.findings.filter(({ rule }) => rule === 'letter-paragraph-left-out')
      expect(others).toEqual([])
      expect(said?.message).toMatch(new RegExp(`“disruption”.*“${column}”`))
      const made = messagesOf(composed)
      const all = messagesOf(await compose(await practiceNamed('Z99901')))
      expect(made.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      const letter = made.find(({ id }) => id === 'letter-disruption')
      const text = letter === undefined ? '' : plainText(letter).join('\n')
      expect(text).toContain('on our website')
      if (column === 'apps_stop') expect(text).toContain('We do not know yet which')
      expect(text).not.toMatch(/: ?\.|: ?$|null|undefined/m)
    },
  )

  it('that nobody may be without still stop the letter', async () => {
    for (const column of ['urgent_phone', 'formats_contact', 'signatory'] as const) {
      const made = messagesOf(await compose(await withText('Z99901', { [column]: null }))).map(({ id }) => id)
      expect(made, column).not.toContain('letter-disruption')
    }
    const noDay = messagesOf(await compose(await practiceNamed('Z99901', { repeatOrderBy: null }))).map(({ id }) => id)
    expect(noDay).not.toContain('letter-disruption')
  })

  it.each(['go-live', 'final-data-production'] as const)('%s must be confirmed', async (milestone) => {
    const composed = await compose(await withStatus(await practiceNamed('Z99901'), milestone, 'proposed'))
    // What needs no date is said without one.
    const documents = messagesOf(composed)
    expect(documents.map(({ id }) => id).sort()).toEqual(['poster-soon', 'website-soon'])
    for (const document of documents) expect(plainText(document).join()).not.toMatch(/2027|April/)
    const column = `${milestone.replaceAll('-', '_')}_status`
    expect(composed.findings.map(({ message }) => message).join()).toContain(`“${column}”`)
  })

  it('lists what was not made in the communications plan', async () => {
    const { documents } = await compose(await practiceNamed('Z99905'))
    const plan = documents.find(({ kind }) => kind === 'communications-plan')
    expect(plan && plainText(plan).join('\n')).toMatch(/Not made yet\. Missing: .*agreement on go live/)
  })

  it('make nothing from a guide that has been replaced', async () => {
    const { guide } = await starter()
    const old = { guide: { ...guide, edition: { ...guide.edition, current: false } } }
    const composed = await compose(await practiceNamed('Z99901'), old)
    expect(messagesOf(composed)).toEqual([])
    expect(composed.findings.some(({ rule }) => rule === 'superseded-guide')).toBe(true)
    const allowed = await compose(await practiceNamed('Z99901'), old, { allowSuperseded: true })
    expect(messagesOf(allowed)[0]?.header.join()).toContain('has been replaced')
  })
})

describe('a date that has changed', () => {
  it('is told with both dates once the new one is confirmed', async () => {
    const composed = await compose(await practiceNamed('Z99901', { previousGoLive: isoDay('2027-03-10') }))
    const letter = composed.documents.find(({ id }) => id === 'letter-date-changed')
    expect(letter && plainText(letter).join('\n')).toMatch(
      /Old date: Wednesday 10 March 2027\nNew date: Wednesday 14 April 2027/,
    )
    const made = messagesOf(composed).map(({ id }) => id)
    expect(made).toContain('sms-date-changed')
    expect(made).toContain('poster-date-changed')
    expect(made.some((id) => id.includes('postponed'))).toBe(false)
  })

  it('is told as postponed, without a new date, while there is none', async () => {
    const practice = await practiceNamed('Z99901', { previousGoLive: isoDay('2027-03-10') })
    const documents = messagesOf(await compose(await withStatus(practice, 'go-live', 'proposed')))
    const made = documents.map(({ id }) => id)
    expect(made).toEqual(
      expect.arrayContaining(['letter-postponed', 'poster-postponed', 'sms-postponed', 'email-postponed-parties']),
    )
    for (const document of documents) {
      expect(document.id).toMatch(/postponed/)
      expect(plainText(document).join('\n')).not.toContain('14 April')
    }
  })
})

describe('the three stages', () => {
  const textOf = async (practice: Awaited<ReturnType<typeof practiceNamed>>, id: string): Promise<string> => {
    const found = messagesOf(await compose(practice)).find((document) => document.id === id)
    return found === undefined ? '' : plainText(found).join('\n')
  }
  const daysOf = async (ods: string) => {
    const kit = await starter()
    const { patientDates } = planPractice(kit, await practiceNamed(ods), isoDay('2026-11-20'))
    return new Map(patientDates.map(({ id, date }) => [id, date]))
  }

  it('are before, on the evening of final data production, and a week after go live', async () => {
    const days = await daysOf('Z99901')
    expect(Object.fromEntries(days)).toEqual({
      'easy-read': '2027-02-17',
      posters: '2027-02-24',
      'first-message': '2027-03-10',
      'order-by-day': '2027-03-31',
      // Five working days before 31 March: Good Friday and Easter Monday lie between.
      reminder: '2027-03-22',
      during: '2027-04-07',
      'thank-you': '2027-04-21',
    })
  })

  it('have no reminder, but a to-do, while nobody has set the day to order by', async () => {
    const practice = await practiceNamed('Z99901', { repeatOrderBy: null })
    const plan = planPractice(await starter(), practice, isoDay('2026-11-20'))
    expect(plan.patientDates.map(({ id }) => id)).toEqual([
      'posters',
      'first-message',
      'easy-read',
      'during',
      'thank-you',
    ])
    expect(plan.suggestedOrderBy).toBe('2027-03-31')
    expect(plan.tasks.find(({ task }) => task.id === 'planning-reminder')).toMatchObject({
      due: null,
      reason: { kind: 'waits', for: 'reminder' },
    })
  })

  it('date the tasks that send them by the days of the messages', async () => {
    const { tasks, patientDates, partyDates } = planPractice(
      await starter(),
      await practiceNamed('Z99901'),
      isoDay('2026-11-20'),
    )
    const due = new Map(tasks.map(({ task, due }) => [task.id, due]))
    const day = new Map([...patientDates, ...partyDates].map(({ id, date }) => [id, date]))
    expect(due.get('pre-posters')).toBe(day.get('posters'))
    expect(due.get('pre-accessible-formats')).toBe(day.get('easy-read'))
    expect(due.get('planning-first-message')).toBe(day.get('first-message'))
    expect(due.get('planning-reminder')).toBe(day.get('reminder'))
    expect(due.get('cutover-messages-during')).toBe(day.get('during'))
    expect(due.get('post-thank-you')).toBe(day.get('thank-you'))
    expect(due.get('pre-tell-labs')).toBe(day.get('notice-to-senders'))
    expect(due.get('pre-tell-pharmacies')).toBe(day.get('notice-to-pharmacies'))
    expect(due.get('planning-tell-pcse')).toBe(day.get('notice-to-pcse'))
  })

  it('say what to do now once the day to order by has passed', async () => {
    for (const id of ['website-during', 'phone-during', 'poster-during']) {
      const text = await textOf(await practiceNamed('Z99901'), id)
      expect(text, id).toMatch(/Do not wait until you have none left/)
      expect(text, id).not.toMatch(/31 March|order (?:it )?by/i)
    }
  })

  it('answer whether a booked appointment stands, in each first message', async () => {
    for (const id of ['letter-disruption', 'nhs-app-disruption', 'email-online-new-details'])
      expect(await textOf(await practiceNamed('Z99901'), id)).toMatch(
        /booked an appointment with us, it stays as it is/,
      )
    expect(await textOf(await practiceNamed('Z99901'), 'sms-disruption')).toContain('Booked appointments stay')
  })

  it('say the same about what can be seen online meanwhile, with the day only where it is known', async () => {
    const letters = ['letter-disruption', 'email-online-new-details', 'email-online-nhs-login']
    const unknown =
      /cannot book appointments, order medicine or see your record in an app or online\. We do not know yet/
    for (const id of letters) expect(await textOf(await practiceNamed('Z99901'), id), id).toMatch(unknown)
    const told = await practiceNamed('Z99901', { appsOff: isoDay('2027-04-06') })
    for (const id of letters)
      expect(await textOf(told, id), id).toMatch(/online\. This begins on Tuesday 6 April 2027\./)
  })

  it('do not promise that an app finds the practice, and speak of online services only where there are some', async () => {
    const practice = await practiceNamed('Z99901')
    const documents = messagesOf(await compose(practice))
    for (const document of documents) expect(plainText(document).join()).not.toMatch(/by itself/)
    const none = { ...practice, conditions: { ...practice.conditions, online_services: false } }
    for (const id of ['letter-disruption', 'email-disruption', 'website-notice', 'website-during', 'website-back'])
      expect(await textOf(none, id), id).not.toMatch(/sign in|NHS login|\bapps?\b/i)
  })

  it('give each kind of caller a number of its own, and leave out what is not known', async () => {
    const unknown = await withText('Z99901', {
      results_phone: null,
      urgent_results_phone: null,
      duty_doctor_phone: null,
    })
    for (const document of messagesOf(await compose(unknown)))
      expect(plainText(document).join(), document.id).not.toMatch(
        /\bresult, phone|\bresult\? phone|urgent results|duty doctor/i,
      )
    const practice = await practiceNamed('Z99901')
    expect(await textOf(practice, 'letter-disruption')).toContain('an urgent result? Phone 01632 960104')
    expect(await textOf(practice, 'email-third-parties')).toContain('phone urgent results to 01632 960105')
    expect(await textOf(practice, 'email-pharmacies')).toContain('phone our duty doctor on 01632 960106')
    expect(await textOf(practice, 'letter-third-parties')).not.toContain('01632 960103')
  })

  it('tell whoever missed the day to order by that they can still order', async () => {
    const asking = messagesOf(await compose(await practiceNamed('Z99901'))).filter(
      ({ id }) => !/^sms-|pharmacies|easy-read/.test(id),
    )
    for (const document of asking) {
      const text = plainText(document).join('\n')
      if (/order (?:it )?by/i.test(text))
        expect(text, document.id).toMatch(/If that day has passed, you can still order|After that day, ask us/)
    }
  })

  it('invite everybody to a private talk in the same words, and tell nobody of hidden entries', async () => {
    const practice = await practiceNamed('Z99901')
    for (const id of [
      'letter-disruption',
      'email-online-nhs-login',
      'nhs-app-disruption',
      'email-disruption',
      'website-notice',
    ])
      expect(await textOf(practice, id), id).toContain(
        'You can always ask to talk to us in private about your online record and who reads it.',
      )
    for (const document of messagesOf(await compose(practice)))
      expect(plainText(document).join(), document.id).not.toMatch(/hidden|hide|redact/i)
  })

  it('offer a way to those who cannot hear, wherever they have room', async () => {
    for (const document of messagesOf(await compose(await practiceNamed('Z99901'))))
      if (/^(?:nhs-app|email|website)-(?:disruption|online|notice|during|back|thank)/.test(document.id))
        expect(plainText(document).join(), document.id).toContain('use Relay UK')
  })

  it('promise no online service on go-live day, and no day for what nobody knows', async () => {
    const practice = await practiceNamed('Z99901')
    expect(await textOf(practice, 'website-back')).not.toMatch(/You can (?:use|book, order)/)
    expect(await textOf(practice, 'sms-online-nhs-login')).not.toMatch(/some days, 7/)
  })

  it('ask nobody to stop whose link stays on, or whose day is not agreed', async () => {
    const practice = await practiceNamed('Z99901')
    for (const id of ['email-third-parties', 'letter-third-parties']) {
      const text = await textOf(practice, id)
      expect(text, id).toContain(
        'Laboratories and hospitals, please stop sending electronically on: Monday 5 April 2027',
      )
      expect(text, id).toContain('Screening services, please hold your messages from: Monday 5 April 2027')
      expect(text, id).toContain(
        'Do not stop, and do not hold anything back, until we have confirmed the day in writing.',
      )
      expect(text, id).toContain('We decide on Friday 2 April 2027 whether to go ahead: decision 1 of our plan.')
      expect(text, id).toContain('Out-of-hours services, please go on sending')
      expect(text, id).toContain('NHS 111, please go on sending until we have agreed a day with you')
      const without = { ...practice, conditions: { ...practice.conditions, out_of_hours: false, one_one_one: false } }
      expect(await textOf(without, id), id).not.toMatch(/NHS 111|Out-of-hours/)
    }
    const moved = await practiceNamed('Z99901', { previousGoLive: isoDay('2027-03-17') })
    for (const id of ['email-third-parties', 'letter-third-parties', 'email-pharmacies'])
      expect(await textOf(moved, id), id).toContain('gave you before, for Wednesday 17 March 2027')
  })

  it('post nothing after go live', async () => {
    const kit = await starter()
    for (const { kind, send } of kit.templates) if (kind === 'letters') expect(send).not.toBe('thank-you')
  })
})

describe('the communications plan', () => {
  const planOf = async (ods: string): Promise<string> => {
    const { documents } = await compose(await practiceNamed(ods))
    const plan = documents.find(({ kind }) => kind === 'communications-plan')
    return (plan === undefined ? [] : plainText(plan)).join('\n')
  }

  it('tries one way after the other, and says for whom the next one is', async () => {
    const words = await planOf('Z99901')
    expect(words).toContain('10 March 2027: 1. NHS App message, 2. Text message, 3. Email, Telephone message')
    expect(words).toMatch(
      /4\. Letter, in hand by 10 March 2027; second class, to the printer by 1 March 2027, to NHS Notify by 17 February 2027/,
    )
    expect(words).toContain(
      'others with a mobile number, others with an email address, then a letter to everybody else',
    )
    const messages = (await compose(await practiceNamed('Z99901'))).documents.find(({ id }) => id === 'messages')
    const copied = (messages === undefined ? [] : plainText(messages)).join('\n')
    expect(copied).toContain('1. NHS App message, 10 March 2027: people who use the NHS App')
    expect(copied).toContain('2. Text message, 10 March 2027: others with a mobile number')
    expect(words).toContain('not before 21 April 2027')
    expect(words).toContain('5 April 2027: Handout at the desk, Website')
    expect(words).toContain('Letter: your own post')
    expect(words).not.toContain('by 25 March 2027')
  })

  it('prices a letter for its sheets, at a service that has a price for so many', async () => {
    const costOf = async (pages: number): Promise<string> => {
      const { documents } = await compose(await practiceNamed('Z99901'), { pagesOf: () => pages })
      const plan = documents.find(({ kind }) => kind === 'communications-plan')
      return (plan === undefined ? [] : plainText(plan)).find((line) => line.startsWith('Letter (')) ?? ''
    }
    expect(await costOf(2)).toBe('Letter (1 sheet, both sides): 76p + VAT each, £76.00 + VAT for 100')
    expect(await costOf(3)).toBe(
      'Letter (2 sheets, both sides, GOV.UK Notify, economy post): 68.4p + VAT each, £68.40 + VAT for 100',
    )
    const { documents } = await compose(await practiceNamed('Z99901'), { pagesOf: () => 11 })
    expect(documents.map((one) => plainText(one).join()).join()).toContain('Letter: 6 sheets, ask your provider')
  })

  it('sends the text for online users on the day online services stop, where somebody knows it', async () => {
    expect(await planOf('Z99901')).toContain('Text message, on the day online services stop: ask the current supplier')
    const { documents } = await compose(await practiceNamed('Z99901', { appsOff: isoDay('2027-04-06') }))
    expect(documents.map((one) => plainText(one).join('\n')).join('\n')).toContain('Text message, 6 April 2027')
  })

  it('says prices with service, day and tax, and reckons letters by the hundred', async () => {
    const words = await planOf('Z99901')
    expect(words).toContain('76p + VAT each, £76.00 + VAT for 100')
    expect(words).toContain('2.4p + VAT each (1 part), £178.08 + VAT at most')
    for (const price of [
      '1 sheet 63.8p + VAT',
      '2 sheets 68.4p + VAT',
      '3 sheets 72.4p + VAT',
      '4 sheets 77.9p + VAT',
      '5 sheets 82.3p + VAT',
    ])
      expect(words).toContain(price)
    expect(words).toContain('1 July 2026')
  })

  it('sends no letter to everybody, and none of thanks', async () => {
    const words = await planOf('Z99902')
    expect(words).not.toMatch(/Letter: [^\n]*at most/)
    expect(words).not.toMatch(/not before[^\n]*\n[^\n]*Letter/)
  })
})

describe('a draft', () => {
  it('is any message while a gap stands where it rests on the guide', async () => {
    const { guide } = await starter()
    const page = guide.pages.find(({ phase }) => phase === 'cutover')
    const [known] = guide.markers
    if (!page || !known) throw new Error('The guide has no cutover, or no markers')
    const gap = {
      ...known,
      kind: 'GAP',
      text: 'Nobody knows',
      phase: 'cutover',
      place: { file: page.file, line: 30, column: 1 },
    } as const
    const composed = await compose(await practiceNamed('Z99901'), { guide: { ...guide, markers: [gap] } })
    const drafts = messagesOf(composed).filter(({ watermark }) => watermark !== undefined)
    expect(drafts.map(({ id }) => id)).toContain('letter-disruption')
    expect(drafts.map(({ id }) => id)).not.toContain('sms-thank-you')
    expect(composed.findings.find(({ rule }) => rule === 'letter-draft')?.message).toMatch(/disruption.*Nobody knows/)
    const sms = drafts.find(({ id }) => id === 'sms-disruption')
    if (!sms) throw new Error('No text message')
    const [text] = await renderDocument(sms, ['pdf'], themeFor(12))
    expect(new TextDecoder().decode(text?.bytes)).toMatch(/^DRAFT: do not send/)
  })

  it('is any message while the plan has an error', async () => {
    const practice = await practiceNamed('Z99901')
    const wrong = { date: isoDay('2027-04-20'), status: 'confirmed', cell: { row: 2 } } as const
    const composed = await compose({ ...practice, fixed: { ...practice.fixed, 'final-data-production': wrong } })
    expect(composed.findings.some(({ severity }) => severity === 'error')).toBe(true)
    expect(messagesOf(composed).filter(({ watermark }) => watermark === undefined)).toEqual([])
  })

  it('is any message whose section this guide does not have', async () => {
    const { guide } = await starter()
    const pages = guide.pages.filter(({ file }) => !file.includes('what-stops'))
    const { findings } = await compose(await practiceNamed('Z99901'), { guide: { ...guide, pages } })
    expect(findings.find(({ rule }) => rule === 'letter-draft')?.message).toContain('what-stops#patients')
  })
})

describe('dialects', () => {
  const address = async (id: string): Promise<string> => {
    const document = (await everyCopy('Z99901')).documents.find((one) => one.id === id)
    return (document ? plainText(document) : []).join('\n')
  }

  it('write the same field three ways', async () => {
    expect(await address('letter-disruption')).toContain('«address_line_1»')
    expect(await address('letter-disruption-govuk-notify')).toContain('((address line 1))')
    expect(await address('letter-disruption-nhs-notify')).toContain('{d.address_line_1}')
    expect(await address('letter-disruption-nhs-notify')).toContain('Dear {d.fullName}')
  })

  it('have all seven lines for NHS Notify and none beyond', async () => {
    const fields = [...(await address('letter-disruption-nhs-notify')).matchAll(/\{d\.(address_line_\d+)\}/g)].map(
      ([, name]) => name,
    )
    expect(fields).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `address_line_${n}`))
  })

  it('give GOV.UK Notify a template without the address and date that it adds itself', async () => {
    const text = await address('letter-disruption-govuk-notify-template')
    expect(text).toContain('Dear ((full name))')
    expect(text).not.toMatch(/address line|letter date/)
  })

  it('are in letters alone: app messages, texts and emails have no field of any service', async () => {
    const others = messagesOf(await compose(await practiceNamed('Z99901'))).filter(({ kind }) => kind === 'messages')
    expect(others.length).toBeGreaterThan(20)
    for (const document of others) expect(plainText(document).join(), document.id).not.toMatch(/\{d\.|\(\(|«/)
  })

  it('can be chosen', async () => {
    const made = await ids(await practiceNamed('Z99901'), {}, { dialects: ['nhs-notify'] })
    expect(made.filter((id) => id.startsWith('letter-disruption'))).toEqual(['letter-disruption-nhs-notify'])
  })

  it('are for Word, in standard print, unless the row or the run asks', async () => {
    const letters = async (...args: Parameters<typeof compose>): Promise<string[]> =>
      (await ids(...args)).filter((id) => id.startsWith('letter-disruption'))
    expect(await letters(await practiceNamed('Z99901'))).toEqual(['letter-disruption'])
    const asked = await withText('Z99901', { letter_dialect: 'GOV.UK Notify', large_print: 'Yes' })
    expect(await letters(asked)).toEqual(['letter-disruption-govuk-notify', 'letter-disruption-govuk-notify-template'])
    expect(await letters(asked, {}, { dialects: ['word'] })).toEqual([
      'letter-disruption',
      'letter-disruption-large-print',
    ])
  })

  it('take the printer of the row, and say what cannot be used', async () => {
    const named = await compose(await withText('Z99901', { letter_profile: 'govuk-notify' }))
    expect(named.documents.find(({ id }) => id === 'letter-disruption')?.letter?.profile).toBe('govuk-notify')
    const odd = { letter_dialect: 'docmail', letter_profile: 'dl-window', large_print: 'maybe' }
    const composed = await compose(await withText('Z99901', odd))
    const said = composed.findings.filter(({ rule }) => rule === 'letter-choice-unknown')
    expect(said.map(({ place, ...one }) => ('cell' in one ? one.cell : place))).toHaveLength(3)
    for (const [column, written] of Object.entries(odd))
      expect(said.map(({ message }) => message).join()).toContain(`“${written}” from the column “${column}”`)
    expect(
      messagesOf(composed)
        .filter(({ kind }) => kind === 'letters')
        .map(({ letter }) => letter?.profile),
    ).toEqual(['plain', 'plain'])
  })

  it('need no large print copy when everything is in large print', async () => {
    const made = await ids(await practiceNamed('Z99901'), {}, { largePrint: true })
    expect(made.filter((id) => id.endsWith('large-print'))).toEqual([])
  })

  it('set the address at 8 to 10 points, in large print too', () => {
    for (const { addressPt } of LETTERS.profiles.values()) {
      expect(addressPt).toBeGreaterThanOrEqual(8)
      expect(addressPt).toBeLessThanOrEqual(10)
    }
  })
})

describe('posters', () => {
  it.each(COMPLETE)('%s: one file, a page for each, in the order in which they go up', async (ods) => {
    for (const previousGoLive of [null, isoDay('2027-03-10')]) {
      const { documents, pages } = await compose(await practiceNamed(ods, { previousGoLive }))
      const each = pages.filter(({ id }) => id.startsWith('poster-'))
      expect(documents.filter(({ id }) => id.startsWith('poster-'))).toEqual([])
      const all = documents.find(({ id }) => id === 'posters')
      if (all === undefined) throw new Error('No posters')
      const sheets = all.blocks.flatMap((block) => (block.type === 'sheet' ? [block.id] : []))
      expect([...sheets].sort()).toEqual(each.map(({ id }) => id).sort())
      expect(sheets.filter((id) => /notice|during|thank-you/.test(id))).toEqual([
        'poster-notice',
        'poster-during',
        'poster-thank-you',
      ])
      const [pdf] = await renderDocument(all, ['pdf'], themeFor(12))
      expect(pdf?.pages).toBe(each.length)
      expect(all.watermark).toBe(each.find(({ watermark }) => watermark !== undefined)?.watermark)
    }
  })

  it('are marked when one of them is a draft', async () => {
    const { templates } = await starter()
    const { documents } = await compose(await practiceNamed('Z99901'), {
      templates: templates.map((one) =>
        one.id === 'poster-notice' ? { ...one, confirms: ['dates.linksOff.agreed'] } : one,
      ),
    })
    expect(documents.find(({ id }) => id === 'posters')?.watermark).toContain('DRAFT')
  })
})

describe('messages', () => {
  it.each(COMPLETE)('%s: every word of each is on one page to copy from, in Word and HTML', async (ods) => {
    const { documents, pages } = await compose(await practiceNamed(ods))
    const all = documents.find(({ id }) => id === 'messages')
    if (all === undefined) throw new Error('No messages')
    expect(all.formats).toEqual(['docx', 'html'])
    const lines = plainText(all)
    const each = pages.filter(({ id, kind }) => kind === 'messages' && !/^(?:poster-|easy-read|handout-)/.test(id))
    expect(each.length).toBeGreaterThan(20)
    expect(documents.filter(({ id }) => each.some((one) => one.id === id))).toEqual([])
    for (const one of each) for (const line of plainText(one)) expect(lines, one.id).toContain(line)
    expect(lines.join('\n')).toMatch(/\d+ characters: \d texts? for each person/)
  })

  it('give each message to copy as it is counted, and the subject of an email apart', async () => {
    const { documents, pages } = await compose(await practiceNamed('Z99901'))
    const all = documents.find(({ id }) => id === 'messages')
    const copies = new Map(
      (all?.blocks ?? []).flatMap((block) =>
        block.type === 'heading' && block.copies !== undefined ? [[block.id, block.copies] as const] : [],
      ),
    )
    const email = copies.get('way-email-disruption')
    expect(email?.subject).toMatch(/^Larkspur Hill Surgery: our computer system/)
    expect(email?.words).not.toMatch(/Subject:/)
    expect(email?.words).toMatch(/\n\n- What stops for good/)
    for (const one of pages)
      if (one.id.startsWith('sms-')) expect(copies.get(`way-${one.id}`)?.words).toBe(plainText(one).join('\n'))
    expect(copies.size).toBeGreaterThan(20)
  })

  it('mark each draft', async () => {
    const { templates } = await starter()
    const { documents } = await compose(await practiceNamed('Z99901'), {
      templates: templates.map((one) =>
        one.variant === 'prescriptions' ? { ...one, confirms: ['dates.linksOff.agreed'] } : one,
      ),
    })
    const all = documents.find(({ id }) => id === 'messages')
    const drafts = (all === undefined ? [] : plainText(all)).filter((line) => line.startsWith('DRAFT: do not send'))
    expect(drafts).toHaveLength(3)
  })
})

describe('the end of a letter', () => {
  it.each(COMPLETE)('%s: never alone on its page, in any dialect or print', async (ods) => {
    for (const document of messagesOf(await everyCopy(ods))) {
      if (document.letter === undefined) continue
      const closing = document.blocks.findIndex((block) => block.type === 'paragraph' && block.closing === true)
      const heading = document.blocks.slice(0, closing).findLastIndex(({ type }) => type === 'heading')
      // With the two blocks before it, or as many as its section has.
      const from = Math.max(heading + 1, closing - 2)
      const kept = document.blocks.slice(from, -1)
      expect(heading, document.id).toBeGreaterThan(0)
      expect(closing - from, document.id).toBeGreaterThan(0)
      for (const block of kept) expect('keepNext' in block && block.keepNext, document.id).toBe(true)
      const room = document.blocks.at(-2)
      expect(room?.type === 'paragraph' && room.role, document.id).toBe('signature')
    }
  })
})

describe('what a message depends on', () => {
  it.each([
    ['sms', 'sms-'],
    ['nhs_app', 'nhs-app-'],
    ['online_services', 'email-online'],
    ['gp_links', 'online-form-pcse'],
  ])('a “no” to %s leaves out %s, unknown keeps it', async (condition, start) => {
    const { conditions, ...practice } = await practiceNamed('Z99901')
    const with_ = (answer: boolean | undefined): Record<string, boolean> => {
      const others = Object.entries(conditions).filter(([id]) => id !== condition)
      return Object.fromEntries(answer === undefined ? others : [...others, [condition, answer]])
    }
    const starting = async (answer: boolean | undefined): Promise<number> =>
      (await ids({ ...practice, conditions: with_(answer) })).filter((id) => id.startsWith(start)).length
    expect(await starting(false)).toBe(0)
    expect(await starting(undefined)).toBeGreaterThan(0)
    expect(await starting(true)).toBe(await starting(undefined))
  })

  it('PCSE is told only where the new supplier has said that it must act, and not by a partner', async () => {
    const { conditions, ...practice } = await practiceNamed('Z99901')
    const answering = async (answer: boolean | undefined) => {
      const others = Object.entries(conditions).filter(([id]) => id !== 'pcse_must_act')
      const said = Object.fromEntries(answer === undefined ? others : [...others, ['pcse_must_act', answer]])
      const { pages, findings } = await compose({ ...practice, conditions: said })
      const asked = findings.some(({ message }) => message.includes('“pcse_must_act”'))
      return { form: pages.find(({ id }) => id === 'online-form-pcse'), asked }
    }
    expect(await answering(undefined)).toEqual({ form: undefined, asked: true })
    expect(await answering(false)).toEqual({ form: undefined, asked: false })
    const { form, asked } = await answering(true)
    expect(asked).toBe(false)
    const words = form === undefined ? [] : plainText(form)
    expect(words.at(-1)).toMatch(/^The registrations clerk, Larkspur Hill Surgery/)
    expect(words.join()).not.toContain('Farrow')
  })

  it('a printer whose mm come from the user is warned about', async () => {
    const { letters, templates } = await starter()
    const found = profile('c5-window')
    const measured = { ...found, address: { xMm: 20, yMm: 45, widthMm: 90, heightMm: 35 } }
    const composed = await compose(await practiceNamed('Z99901'), {
      letters: { ...letters, profiles: new Map([...letters.profiles, ['c5-window', measured]]) },
      templates: templates.map((template) =>
        template.kind === 'letters' ? { ...template, profile: 'c5-window' } : template,
      ),
    })
    expect(composed.findings.filter(({ rule }) => rule === 'printer-profile-unverified')).toHaveLength(1)
  })

  it('a date that must be confirmed but is not makes a draft', async () => {
    const { templates } = await starter()
    const composed = await compose(await practiceNamed('Z99901'), {
      templates: templates.map((template) => ({ ...template, confirms: ['dates.linksOff.agreed'] })),
    })
    expect(messagesOf(composed).every(({ watermark }) => watermark !== undefined)).toBe(true)
    expect(composed.findings.find(({ rule }) => rule === 'letter-draft')?.message).toContain('“links_off_status”')
  })
})
