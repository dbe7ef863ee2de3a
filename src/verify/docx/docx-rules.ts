/**
 * The rules for DOCX files, in the order in which problems are told.
 *
 * @module
 */
import type { Rule } from '../rule.ts'
import type { DocxSubject } from './docx-subject.ts'
import { activeContent } from './rules/active-content.ts'
import { bodyTooSmall } from './rules/body-too-small.ts'
import { contrastLow } from './rules/contrast-low.ts'
import { emptyParagraph } from './rules/empty-paragraph.ts'
import { fieldNameRepeated } from './rules/field-name-repeated.ts'
import { fieldUnfinished } from './rules/field-unfinished.ts'
import { fieldUnlocked } from './rules/field-unlocked.ts'
import { fieldWithoutName } from './rules/field-without-name.ts'
import { figureWithoutAlternative } from './rules/figure-without-alternative.ts'
import { headingAtPageEnd } from './rules/heading-at-page-end.ts'
import { headingSkipped } from './rules/heading-skipped.ts'
import { headingWithoutLevel } from './rules/heading-without-level.ts'
import { languageMissing } from './rules/language-missing.ts'
import { linkTargetBroken } from './rules/link-target-broken.ts'
import { oldWordMode } from './rules/old-word-mode.ts'
import { pageNumberMissing } from './rules/page-number-missing.ts'
import { relationshipBroken } from './rules/relationship-broken.ts'
import { rowSplit } from './rules/row-split.ts'
import { tableWithoutCaption } from './rules/table-without-caption.ts'
import { tableWithoutHeaders } from './rules/table-without-headers.ts'
import { textTooSmall } from './rules/text-too-small.ts'
import { titleMissing } from './rules/title-missing.ts'

export const DOCX_RULES: readonly Rule<DocxSubject>[] = [
  activeContent,
  bodyTooSmall,
  contrastLow,
  emptyParagraph,
  fieldNameRepeated,
  fieldUnfinished,
  fieldUnlocked,
  fieldWithoutName,
  figureWithoutAlternative,
  headingAtPageEnd,
  headingSkipped,
  headingWithoutLevel,
  languageMissing,
  linkTargetBroken,
  oldWordMode,
  pageNumberMissing,
  relationshipBroken,
  rowSplit,
  tableWithoutCaption,
  tableWithoutHeaders,
  textTooSmall,
  titleMissing,
]
