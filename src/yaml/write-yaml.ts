/** A value as YAML that a person can go on with: one line for each text, however long, and `no` without quotes. */
import { CORE_SCHEMA, dump } from 'js-yaml'

export const writeYaml = (value: unknown): string => dump(value, { lineWidth: -1, schema: CORE_SCHEMA })
