/**
 * A practice's or partner's own logo. The file is looked at once, when the practices are read; its bytes are read again
 * when a pack is made, so that a run never holds the logos of all practices.
 *
 * @module
 */
export interface LogoFile {
  /** Absolute path. */
  readonly file: string
  readonly sha256: string
  readonly type: 'png' | 'jpeg'
  readonly widthPx: number
  readonly heightPx: number
  /** 1: grey. */
  readonly colours: 1 | 3
  /** `practice`: its row names the file. `partner`: it was given for the whole run. */
  readonly whose: 'practice' | 'partner'
}
