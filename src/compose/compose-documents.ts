/**
 * Compose: all documents of one practice's pack, and what could not be made.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Template } from '../model/template.ts'
import type { Words } from '../template/words.ts'
import { composeDocument } from './compose-document.ts'
import { missingFacts } from './required-facts.ts'
import { sayFinding } from './say-finding.ts'
import { viewOfPlan } from './view-of-plan.ts'

export interface ComposeInputs {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly templates: readonly Template[]
  readonly words: Words
}

export interface ComposeChoice {
  readonly documents: readonly Template['kind'][]
  readonly allowSuperseded: boolean
}

export interface Composed {
  readonly documents: readonly Document[]
  readonly findings: readonly Finding[]
}

export function composeDocuments(plan: Plan, inputs: ComposeInputs, choice: ComposeChoice): Composed {
  const { guide, words } = inputs
  const telling = { guide, policy: inputs.policy, plan, words }
  const view = viewOfPlan(telling)
  const ods = plan.practice.ods
  const findings: Finding[] = plan.findings.map((finding) => sayFinding(finding, ods, words))
  const documents: Document[] = []
  for (const template of inputs.templates) {
    if (!choice.documents.includes(template.kind)) continue
    if (template.kind === 'letters' && !guide.edition.current && !choice.allowSuperseded) {
      const message = words.say('unknown.superseded-letter', { document: template.id, guide: guide.edition.label })
      findings.push({ rule: 'superseded-guide', severity: 'warning', message, practice: ods })
      continue
    }
    const missing = missingFacts(template, view, words)
    findings.push(...missing)
    if (missing.length === 0) documents.push(composeDocument(template, view, telling))
  }
  return { documents, findings }
}
