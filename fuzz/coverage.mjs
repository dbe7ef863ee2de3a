// Which code has run, from V8 itself: blocks of our program and of the libraries that it reads with, with no change to them.
import { Session } from 'node:inspector/promises'

export async function openCoverage() {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const known = new Set()
  return {
    /** @returns the blocks that ran since the last call and are not known yet */
    async news() {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      return result
        .filter(({ url }) => /\/(?:dist|node_modules)\//.test(url))
        .flatMap(({ url, functions }) =>
          functions.flatMap(({ ranges }) =>
            ranges
              .filter(({ count }) => count > 0)
              .map(({ startOffset, endOffset }) => `${url}:${startOffset}:${endOffset}`),
          ),
        )
        .filter((block) => !known.has(block))
    },
    learn(blocks) {
      for (const block of blocks) known.add(block)
    },
    blocks: () => known.size,
  }
}
