/**
 * The rules for PDFs, in the order in which problems are told.
 *
 * @module
 */
import type { Rule } from '../rule.ts'
import type { PdfSubject } from './pdf-subject.ts'
import { activeContent } from './rules/active-content.ts'
import { annotationOnWrongPage } from './rules/annotation-on-wrong-page.ts'
import { annotationUntagged } from './rules/annotation-untagged.ts'
import { bodyTooSmall } from './rules/body-too-small.ts'
import { bookmarkMissing } from './rules/bookmark-missing.ts'
import { characterWithoutGlyph } from './rules/character-without-glyph.ts'
import { claimMissing } from './rules/claim-missing.ts'
import { contrastLow } from './rules/contrast-low.ts'
import { drawingInText } from './rules/drawing-in-text.ts'
import { drawingUntagged } from './rules/drawing-untagged.ts'
import { elementEmpty } from './rules/element-empty.ts'
import { fieldNameRepeated } from './rules/field-name-repeated.ts'
import { fieldOutsideForm } from './rules/field-outside-form.ts'
import { fieldWithoutAppearance } from './rules/field-without-appearance.ts'
import { fieldWithoutName } from './rules/field-without-name.ts'
import { figureWithoutAlternative } from './rules/figure-without-alternative.ts'
import { fontNotEmbedded } from './rules/font-not-embedded.ts'
import { headingAtPageEnd } from './rules/heading-at-page-end.ts'
import { headingSkipped } from './rules/heading-skipped.ts'
import { languageMissing } from './rules/language-missing.ts'
import { linkTargetBroken } from './rules/link-target-broken.ts'
import { linkWithoutWords } from './rules/link-without-words.ts'
import { listBroken } from './rules/list-broken.ts'
import { metadataBroken } from './rules/metadata-broken.ts'
import { pageBlank } from './rules/page-blank.ts'
import { pageNumberMissing } from './rules/page-number-missing.ts'
import { readingOrderJumps } from './rules/reading-order-jumps.ts'
import { rowSplit } from './rules/row-split.ts'
import { tabOrderMissing } from './rules/tab-order-missing.ts'
import { tableHeaderAlone } from './rules/table-header-alone.ts'
import { tableWithoutHeaders } from './rules/table-without-headers.ts'
import { textCovered } from './rules/text-covered.ts'
import { textInMargin } from './rules/text-in-margin.ts'
import { textOverText } from './rules/text-over-text.ts'
import { textReadTwice } from './rules/text-read-twice.ts'
import { textTooSmall } from './rules/text-too-small.ts'
import { textUntagged } from './rules/text-untagged.ts'
import { textWithoutUnicode } from './rules/text-without-unicode.ts'
import { tickBoxWithoutName } from './rules/tick-box-without-name.ts'
import { titleMissing } from './rules/title-missing.ts'
import { untaggedFile } from './rules/untagged-file.ts'
import { wordsAsDecoration } from './rules/words-as-decoration.ts'
import { wrongCopy } from './rules/wrong-copy.ts'

export const PDF_RULES: readonly Rule<PdfSubject>[] = [
  activeContent,
  annotationOnWrongPage,
  annotationUntagged,
  bodyTooSmall,
  bookmarkMissing,
  characterWithoutGlyph,
  claimMissing,
  contrastLow,
  drawingInText,
  drawingUntagged,
  elementEmpty,
  fieldNameRepeated,
  fieldOutsideForm,
  fieldWithoutAppearance,
  fieldWithoutName,
  figureWithoutAlternative,
  fontNotEmbedded,
  headingAtPageEnd,
  headingSkipped,
  languageMissing,
  linkTargetBroken,
  linkWithoutWords,
  listBroken,
  metadataBroken,
  pageBlank,
  pageNumberMissing,
  readingOrderJumps,
  rowSplit,
  tabOrderMissing,
  tableHeaderAlone,
  tableWithoutHeaders,
  textCovered,
  textInMargin,
  textOverText,
  textReadTwice,
  textTooSmall,
  textUntagged,
  textWithoutUnicode,
  tickBoxWithoutName,
  titleMissing,
  untaggedFile,
  wordsAsDecoration,
  wrongCopy,
]
