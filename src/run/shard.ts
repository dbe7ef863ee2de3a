/**
 * Shards: which of N machines builds a practice. Stable by ODS code, whatever the other rows.
 *
 * @module
 */
import { option } from '../base/option.ts'
import { UserError } from '../model/finding.ts'
import { sha256 } from '../write/write-pack.ts'

export interface Shard {
  /** From 1 to `of`. */
  readonly number: number
  readonly of: number
}

/** @param words `2/5`. @throws UserError 2 */
export function parseShard(words: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(words)
  const shard = { number: Number(match?.[1]), of: Number(match?.[2]) }
  if (!match || shard.number < 1 || shard.number > shard.of)
    throw new UserError(
      2,
      `Unexpected shard \`${words}\`.`,
      `Write which of how many, such as ${option('shard', '2/5')}.`,
    )
  return shard
}

/** 32 bits of the code's hash are even enough for any number of machines. */
export const isInShard = (ods: string, { number, of }: Shard): boolean =>
  Number.parseInt(sha256(ods).slice(0, 8), 16) % of === number - 1
