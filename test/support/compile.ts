/** Before the tests that run the built command: it is compiled from the source as it is now. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const setUp = join(import.meta.dirname, '../../scripts/set-up.mjs')

export async function setup(): Promise<void> {
  const { compile } = (await import(pathToFileURL(setUp).href)) as { readonly compile: () => void }
  compile()
}
