/**
 * The checks, in the order in which they run.
 *
 * @module
 */
import { axe } from '../checks/axe.mjs'
import { libreOffice } from '../checks/libre-office.mjs'
import { onScreen } from '../checks/on-screen.mjs'
import { openXmlSdk } from '../checks/open-xml-sdk.mjs'
import { popplerFonts } from '../checks/poppler-fonts.mjs'
import { popplerInk } from '../checks/poppler-ink.mjs'
import { popplerWords } from '../checks/poppler-words.mjs'
import { qpdf } from '../checks/qpdf.mjs'
import { rulesInNode } from '../checks/rules-in-node.mjs'
import { veraPdf } from '../checks/vera-pdf.mjs'

/** @type {readonly import('./check.mjs').Check[]} */
export const allChecks = [
  rulesInNode,
  qpdf,
  veraPdf,
  popplerFonts,
  popplerWords,
  popplerInk,
  openXmlSdk,
  libreOffice,
  axe,
  onScreen,
]
