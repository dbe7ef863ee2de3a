/**
 * Where the tool itself stands on disk: its own guide and templates, and its version.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Two folders above this file, whether it runs as source or compiled. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const BUILT_IN_GUIDE = join(ROOT, 'guide')
export const BUILT_IN_TEMPLATES = join(ROOT, 'templates')
export const BUILT_IN_PRACTICES = join(ROOT, 'practices', 'practices.csv')

let version: string | undefined

export const toolVersion = (): string =>
  (version ??= (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version)
