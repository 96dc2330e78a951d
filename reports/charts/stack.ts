import { html } from '../markup.ts'
import type { Strip } from './frame.ts'

/** Strips one under another. */
export function stack(strips: readonly Strip[]): Strip {
  let y = 0
  const drawings = strips.map((strip) => {
    const placed = html`<g transform="translate(0 ${y})">${strip.drawing}</g>`
    y += strip.height
    return placed
  })
  return { height: y, drawing: html`${drawings}` }
}
