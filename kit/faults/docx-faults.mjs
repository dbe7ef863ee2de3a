/**
 * DOCX files with one fault each, and the check and rule that must catch it.
 *
 * @module
 */
import { docxWith, soundDocx } from './small-document.mjs'

const BODY = 'word/document.xml'
const sdk = (rule, fault, part, from, to) => ({
  check: 'open-xml-sdk',
  rule,
  fault,
  ending: '.docx',
  make: () => docxWith(part, from, to),
})

/** @type {readonly import('./pdf-faults.mjs').Fault[]} */
export const docxFaults = [
  sdk(
    'Sch_InvalidElementContentExpectingComplex',
    'an element in the wrong place',
    BODY,
    '<w:tblPr>',
    '<w:tblPr><w:trPr/>',
  ),
  sdk('Sch_UndeclaredAttribute', 'an attribute that Word does not know', BODY, '<w:tbl>', '<w:tbl w:colour="red">'),
  sdk(
    'Sch_AttributeUnionFailedEx',
    'a size that is no number',
    'word/styles.xml',
    /<w:sz w:val="\d+"\/>/,
    '<w:sz w:val="large"/>',
  ),
  sdk(
    'Sem_InvalidRelationshipId',
    'a link without its address',
    BODY,
    /<w:hyperlink r:id="[^"]*"/,
    '<w:hyperlink r:id="rIdNowhere"',
  ),
  sdk('ExceptionError', 'a document that is not well-formed', BODY, '</w:tbl>', ''),
  {
    check: 'libre-office',
    rule: 'does-not-open',
    fault: 'cut short',
    ending: '.docx',
    make: async () => (await soundDocx()).subarray(0, 3000),
  },
  {
    ...{ check: 'libre-office', rule: 'pages', fault: 'one page more than recorded', ending: '.docx' },
    make: () => docxWith(BODY, '</w:tbl>', '</w:tbl><w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
  },
]
