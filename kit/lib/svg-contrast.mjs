/**
 * Contrast of words inside drawings (SVG), which axe gives up on: each against the last filled shape below its middle.
 *
 * Runs inside the page, so it may use nothing from outside itself.
 *
 * @returns {{ words: string, ratio: number }[]} words below the 4.5 of WCAG 2.2, 1.4.3
 */
export function paleWordsInDrawings() {
  const channels = (colour) => (/^rgb/.test(colour) ? colour.match(/[\d.]+/g).map(Number) : null)
  const linear = (value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const contrast = (one, two) => {
    const [darker, lighter] = [luminance(one), luminance(two)].sort((a, b) => a - b)
    return (lighter + 0.05) / (darker + 0.05)
  }
  const pageColour = (element) => {
    for (let here = element; here; here = here.parentElement) {
      const found = channels(globalThis.getComputedStyle(here).backgroundColor)
      if (found && (found[3] ?? 1) > 0) return found
    }
    return [255, 255, 255]
  }
  return [...globalThis.document.querySelectorAll('svg text')].flatMap((text) => {
    const box = text.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const shapes = [...text.ownerSVGElement.querySelectorAll('rect, path, polygon, circle, ellipse')]
    const below = shapes.findLast((shape) => {
      const area = shape.getBoundingClientRect()
      const isBefore = shape.compareDocumentPosition(text) & globalThis.Node.DOCUMENT_POSITION_FOLLOWING
      const covers = area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
      // A line has no area, and its fill is never seen.
      return (
        isBefore && covers && area.width > 2 && area.height > 2 && channels(globalThis.getComputedStyle(shape).fill)
      )
    })
    const ground = below ? channels(globalThis.getComputedStyle(below).fill) : pageColour(text.ownerSVGElement)
    const ink = channels(globalThis.getComputedStyle(text).fill)
    const ratio = ink ? contrast(ink, ground) : 1
    return ratio < 4.5 ? [{ words: text.textContent ?? '', ratio: Math.round(ratio * 10) / 10 }] : []
  })
}
