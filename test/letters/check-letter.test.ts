import { describe, expect, it } from 'vitest'
import { inspectLetter } from '../../src/inspect/letter/inspect-letter.ts'
import { FAULTY } from './faulty-letters.ts'
import { address, at, body, box, contact, letter, nextPage, paint, picture, rule } from './letter-pdf.ts'
import { profile } from './profiles.ts'

const notify = profile('govuk-notify')
const faultsOf = async (bytes: Uint8Array) =>
  (await inspectLetter(bytes, notify)).faults.filter(({ severity }) => severity === 'error')

describe('letter PDFs with one fault each', () => {
  it('are at least thirty', () => expect(FAULTY.length).toBeGreaterThanOrEqual(30))

  it.each(FAULTY)('$name', async ({ make, rule, page, zone, what }) => {
    const faults = await faultsOf(await make())
    const found = faults.find((fault) => fault.rule === rule && (zone === undefined || fault.zone === zone))
    expect(found, JSON.stringify(faults, null, 1)).toBeDefined()
    if (page !== undefined) expect(found?.page).toBe(page)
    if (what !== undefined) expect(`${found?.what} ${found?.message}`).toContain(what)
  })
})

describe('letters that GOV.UK Notify takes', () => {
  const GOOD = {
    'a plain letter': () => letter(),
    'a logo, a contact block and a picture in the text': () =>
      letter((doc) => {
        picture(doc, 15, 5, 110, 25)
        picture(doc, 125, 60, 65, 30)
        picture(doc, 20, 150, 170, 60)
      }),
    'ten pages with text from edge to edge': () =>
      letter((doc) => {
        for (let page = 2; page <= 10; page += 1) {
          nextPage(doc)
          at(doc, 'Top', 15.2, 5.2)
          at(doc, 'Bottom', 15.2, 286)
          rule(doc, 15.2, 100, 194.8, 100)
        }
      }),
    'white where nothing may stand': () =>
      paint((doc) => {
        box(doc, 0, 0, 210, 297, '#ffffff')
        doc.fillColor('white')
        at(doc, 'NOTIFY', 2, 2, 6)
        doc.fillColor('black')
        address(doc)
        contact(doc)
        body(doc)
      }),
    'the longest address, seven lines': () =>
      paint((doc) => {
        address(
          doc,
          [
            'Mrs Wilhelmina Featherstonehaugh-Cholmondeley',
            'Flat 117',
            'The Old Mill',
            'Quay Lane',
            'Lower Town',
            'Exeter',
            'EX1 1AA',
          ],
          24.6,
          40,
        )
        contact(doc)
        body(doc)
      }),
    'a picture that only shows inside its clip': () =>
      letter((doc) => {
        doc.save().rect(60, 400, 100, 100).clip()
        picture(doc, 0, 0, 210, 297)
        doc.restore()
      }),
    'an address for the forces': () =>
      paint((doc) => {
        address(doc, ['Sgt A Ng', '2 Rifles', 'BFPO 58'])
        contact(doc)
        body(doc)
      }),
  }
  it.each(Object.entries(GOOD))('%s', async (_, make) => expect(await faultsOf(await make())).toEqual([]))
})
