/**
 * The tags of Liquid on a page, and the blocks that they make.
 *
 * @module
 */
import { type CommentSpan, CommentTags, rangeAt, type Range } from './comments.ts'

export interface LiquidTag extends Range {
  /** `output` for `{{ … }}`. */
  readonly name: string
  readonly rest: string
}

/** A tag that stands alone, or one with all up to its end. */
export interface LiquidNode {
  readonly tag: LiquidTag
  /** Of a block: its branches in order, each from after its tag up to `to`. */
  readonly branches: readonly LiquidBranch[]
  /** The tag that ends the block; null for a tag that stands alone. */
  readonly end: LiquidTag | null
}

export interface LiquidBranch {
  readonly tag: LiquidTag
  readonly nodes: LiquidNode[]
  readonly to: number
}

/** Tags that end with a tag of their own. */
const BLOCKS = new Set(['capture', 'if', 'unless', 'case', 'for', 'tablerow', 'raw', 'highlight'])
/** Tags that begin a branch, and the blocks that have such. */
const BRANCHES: Readonly<Record<string, readonly string[]>> = {
  else: ['if', 'unless', 'case', 'for'],
  elsif: ['if', 'unless'],
  when: ['case'],
}
/** The tags of a page as a tree. In a comment too, because Liquid runs before there are comments. */
export const liquidTree = (
  text: string,
  from: number,
  comments: readonly CommentSpan[],
  onUnclosed: (tag: LiquidTag) => void,
  onStray: (tag: LiquidTag, block: string) => void,
): LiquidNode[] => treeOf(tagsOf(text, from, comments), onUnclosed, onStray)

/**
 * Pairs the tags of blocks. A block that never ends is taken apart: its words are shown where they stand.
 *
 * @param onStray called for the end or branch of a block that is not open, with the block's name
 */
function treeOf(
  tags: readonly LiquidTag[],
  onUnclosed: (tag: LiquidTag) => void,
  onStray: (tag: LiquidTag, block: string) => void,
): LiquidNode[] {
  const root: LiquidNode[] = []
  const open: { tag: LiquidTag; branches: { tag: LiquidTag; nodes: LiquidNode[]; to: number }[] }[] = []
  const nodesHere = (): LiquidNode[] => open.at(-1)?.branches.at(-1)?.nodes ?? root
  const takeApart = () => {
    const block = open.pop()
    if (block === undefined) return
    onUnclosed(block.tag)
    nodesHere().push(...block.branches.flatMap(({ nodes }) => nodes))
  }
  for (const tag of tags) {
    const ends = /^end(\w+)$/.exec(tag.name)?.[1]
    const holders = BRANCHES[tag.name]
    if (BLOCKS.has(tag.name)) open.push({ tag, branches: [{ tag, nodes: [], to: tag.to }] })
    else if (ends !== undefined && BLOCKS.has(ends)) {
      const index = open.findLastIndex((block) => block.tag.name === ends)
      if (index === -1) onStray(tag, ends)
      else {
        while (open.length > index + 1) takeApart()
        const block = open.pop()
        if (block === undefined) continue
        const branches = block.branches.map((branch, at) => ({
          ...branch,
          to: block.branches[at + 1]?.tag.from ?? tag.from,
        }))
        nodesHere().push({ tag: block.tag, branches, end: tag })
      }
    } else if (holders !== undefined) {
      const block = open.at(-1)
      if (block === undefined || !holders.includes(block.tag.name)) onStray(tag, 'if')
      else block.branches.push({ tag, nodes: [], to: tag.to })
    } else nodesHere().push({ tag, branches: [], end: null })
  }
  while (open.length > 0) takeApart()
  return root
}

/**
 * All tags, in order. An opener without a closer of its own is a tag named `unclosed`; in a comment it is plain text, as all
 * is between `raw` and `endraw`.
 */
function tagsOf(text: string, from: number, comments: readonly CommentSpan[]): LiquidTag[] {
  const tags: LiquidTag[] = []
  // Offset of the next closer of each kind, so that a page of openers is not searched to its end for each of them.
  const closers = new Map<string, number>()
  const closerAfter = (close: string, offset: number): number => {
    const known = closers.get(close)
    if (known !== undefined && (known === -1 || known >= offset)) return known
    const found = text.indexOf(close, offset)
    closers.set(close, found)
    return found
  }
  const commentTags = new CommentTags(text)
  let at = text.indexOf('{', from)
  while (at !== -1) {
    const comment = rangeAt(comments, at)
    // Nothing in Liquid's own comment is run.
    if (comment?.form === 'liquid') {
      at = text.indexOf('{', comment.to)
      continue
    }
    const open = text.slice(at, at + 2)
    if (open !== '{%' && open !== '{{') {
      at = text.indexOf('{', at + 1)
      continue
    }
    const end = closerAfter(open === '{%' ? '%}' : '}}', at + 2)
    // An output may stand inside a tag, a tag of the same kind may not.
    const isClosed = end !== -1 && text.lastIndexOf(open, end - 2) <= at
    if (!isClosed || (comment !== null && end + 2 > comment.to)) {
      if (comment === null) tags.push({ from: at, to: at + 2, name: 'unclosed', rest: open })
      at = text.indexOf('{', at + 2)
      continue
    }
    const inner = text
      .slice(at + 2, end)
      .replace(/^-/, '')
      .replace(/-$/, '')
      .trim()
    const [, name = '', rest = ''] =
      open === '{%' ? (/^(\w*)\s*([\s\S]*)$/.exec(inner) ?? []) : [inner, 'output', inner]
    tags.push({ from: at, to: end + 2, name, rest })
    const raw = name === 'raw' && comment === null ? commentTags.rawEnd(end + 2) : null
    if (raw !== null) tags.push({ ...raw, name: 'endraw', rest: '' })
    at = text.indexOf('{', raw?.to ?? end + 2)
  }
  return tags
}
