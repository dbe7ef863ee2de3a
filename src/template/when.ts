/**
 * Conditions of templates and their parts in words: `practice.previousGoLive`, `not dates.goLive.agreed`,
 * `answers.onlineServices is not no`.
 *
 * @module
 */
import type { When } from '../model/template.ts'

/** `[not] path [is [not] value]`; anything else is a path that no view has, and is found as such. */
export function parseWhen(words: string): When {
  const [, not, path = words, isNot, is] = /^(not )?(\S+)(?: is (not )?(.+))?$/.exec(words) ?? []
  return { path, is: is ?? null, not: not !== undefined || isNot !== undefined }
}

/** Conditions of the channels in a template's body. */
export const channelConditions = (body: string): When[] =>
  [...body.matchAll(/^<!-- channel: [^>\n]*?; when: ([^;>\n]+?)(?:;| -->)/gm)].map(([, words = '']) => parseWhen(words))
