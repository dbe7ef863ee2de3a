/**
 * The gap report as SARIF 2.1.0, for code scanning. A result is matched by the marker's text and headings, not by its
 * line. Gaps that the baseline tolerates are suppressed, with their reason.
 *
 * @module
 */
import type { Log, ReportingDescriptor, Result } from 'sarif'
import type { Severity } from '../model/finding.ts'
import type { GapEntry, GapReport } from './gap-report.ts'
import { messageOf } from './phrases.ts'

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<Severity, string>

/** @param version of the tool */
export function toSarif(report: GapReport, version: string): Log {
  const ids = [...new Set(report.entries.map(({ rule }) => rule))].sort()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'practice-packs',
            semanticVersion: version,
            rules: ids.map((id) => ruleOf(id, report)),
          },
        },
        automationDetails: { id: 'practice-packs/gaps/' },
        columnKind: 'utf16CodeUnits',
        results: report.entries.map((entry) => resultOf(entry, ids.indexOf(entry.rule), report)),
      },
    ],
  }
}

function ruleOf(id: string, { rules }: GapReport): ReportingDescriptor {
  const info = rules.get(id)
  return {
    id,
    shortDescription: { text: info ? `${info.title}.` : id },
    ...(info
      ? {
          fullDescription: { text: info.why },
          help: { text: `${info.why} ${info.fix}` },
          defaultConfiguration: { level: LEVELS[info.severity] },
        }
      : {}),
  }
}

function resultOf(entry: GapEntry, ruleIndex: number, { prefix, asOf }: GapReport): Result {
  const { place, since, headings, owner, due, issue } = entry
  const properties = {
    ...(since === null ? {} : { since: since.date, author: since.author, revision: since.revision }),
    ...(owner === null ? {} : { owner }),
    ...(due === null ? {} : { due }),
    ...(issue === null ? {} : { issue }),
  }
  return {
    ruleId: entry.rule,
    ruleIndex,
    level: LEVELS[entry.severity],
    message: { text: messageOf(entry, asOf) },
    ...(place === null
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(`${prefix}${place.file}`) },
                region: { startLine: place.line, startColumn: place.column },
              },
              ...(headings.length > 0 ? { logicalLocations: [{ fullyQualifiedName: headings.join(' > ') }] } : {}),
            },
          ],
        }),
    partialFingerprints: { 'words/v1': entry.fingerprint },
    ...(entry.baseline === 'known'
      ? {
          suppressions: [{ kind: 'external', status: 'accepted', justification: entry.reason ?? '' }],
        }
      : {}),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  }
}
