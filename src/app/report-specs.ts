/**
 * What templates of reports may use, report by report: so that `check` finds their mistakes too.
 *
 * @module
 */
import { WAVE_REPORT } from '../compose/wave-view.ts'
import { PUBLISHED_REPORT } from '../publish/published-blocks.ts'
import { GAP_REPORT } from '../report/gap-view.ts'
import type { ReportSpec } from '../template/parse-template.ts'

export const REPORTS: readonly ReportSpec[] = [GAP_REPORT, WAVE_REPORT, PUBLISHED_REPORT]
