/**
 * The rules for HTML pages, in the order in which problems are told.
 *
 * @module
 */
import type { Rule } from '../rule.ts'
import type { HtmlSubject } from './html-subject.ts'
import { charsetMissing } from './rules/charset-missing.ts'
import { fieldWithoutName } from './rules/field-without-name.ts'
import { figureWithoutAlternative } from './rules/figure-without-alternative.ts'
import { headingSkipped } from './rules/heading-skipped.ts'
import { hiddenWithoutScript } from './rules/hidden-without-script.ts'
import { idRepeated } from './rules/id-repeated.ts'
import { landmarkMissing } from './rules/landmark-missing.ts'
import { languageMissing } from './rules/language-missing.ts'
import { linkTargetBroken } from './rules/link-target-broken.ts'
import { linkWithoutWords } from './rules/link-without-words.ts'
import { listBroken } from './rules/list-broken.ts'
import { markupBroken } from './rules/markup-broken.ts'
import { outsideRequest } from './rules/outside-request.ts'
import { printStyleMissing } from './rules/print-style-missing.ts'
import { tableWithoutCaption } from './rules/table-without-caption.ts'
import { tableWithoutHeaders } from './rules/table-without-headers.ts'
import { titleMissing } from './rules/title-missing.ts'
import { zoomBlocked } from './rules/zoom-blocked.ts'

export const HTML_RULES: readonly Rule<HtmlSubject>[] = [
  charsetMissing,
  fieldWithoutName,
  figureWithoutAlternative,
  headingSkipped,
  hiddenWithoutScript,
  idRepeated,
  landmarkMissing,
  languageMissing,
  linkTargetBroken,
  linkWithoutWords,
  listBroken,
  markupBroken,
  outsideRequest,
  printStyleMissing,
  tableWithoutCaption,
  tableWithoutHeaders,
  titleMissing,
  zoomBlocked,
]
