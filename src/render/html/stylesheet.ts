/**
 * The style of nhsuk-frontend that pages need, read once.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { neededRules } from './needed-rules.ts'

const classes: ReadonlySet<string> = new Set(
  [
    'skip-link width-container main-wrapper',
    'heading-xl heading-l heading-m heading-s caption-xl body body-l body-s',
    'list list--bullet list--number inset-text',
    'summary-list summary-list__row summary-list__key summary-list__value',
    'table table__caption table__head table__body table__header table__cell',
    'button button--secondary input textarea',
  ].flatMap((names) => names.split(' ').map((name) => `nhsuk-${name}`)),
)

let style: string | null = null

/** CSS under the MIT licence, which wants its notice kept. */
export function nhsukStyle(): string {
  style ??= `/*! nhsuk-frontend 10.6.1, MIT licence, Crown Copyright (NHS England) */\n${neededRules(readStyle(), classes)}`
  return style
}

// Part of the program, like its code: the library ships its style as a file.
const readStyle = (): string =>
  readFileSync(
    createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend-10.6.1.min.css'),
    'utf8',
  )
