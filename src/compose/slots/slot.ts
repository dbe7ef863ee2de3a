/**
 * A slot: blocks that a template places by name and that the guide and the plan supply.
 *
 * To add one: a file beside this one, a line in `index.ts`, and what it is for in `template/language.ts`.
 *
 * @module
 */
import type { Block } from '../../document/document.ts'
import type { ComposeContext } from '../compose-context.ts'

/** @param options `phase` and the like, as the template gives them */
export type Slot = (context: ComposeContext, options: Readonly<Record<string, string>>) => readonly Block[]
