/**
 * How large a logo stands on a cover: the same area's worth for wide and for tall ones, never above the title in weight.
 *
 * @module
 */
import type { Picture } from './document.ts'
import type { Theme } from './theme.ts'

/** In lines of body text, so that it grows with large print. */
const HIGHEST = 3.6
const WIDEST = 15

/** @returns points */
export function sizeOfLogo(
  { widthPx, heightPx }: Picture,
  { bodyPt, air }: Pick<Theme, 'bodyPt' | 'air'>,
): { readonly width: number; readonly height: number } {
  const scale = Math.min((WIDEST * bodyPt) / widthPx, (HIGHEST * bodyPt * Math.max(air, 0.6)) / heightPx)
  return { width: widthPx * scale, height: heightPx * scale }
}
