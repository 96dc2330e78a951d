import { html, type Markup } from '../markup.ts'

const width = 180
const limitAt = 90

/**
 * A bar of a time against its limit, the limit always at the middle, so that bars of scenarios with
 * different limits can be compared by eye. Beyond twice the limit the bar ends in an arrow.
 */
export function bullet(share: number, censored: boolean): Markup {
  const length = Math.min(share * limitAt, width - 8)
  const over = share > 1
  const open = censored || share * limitAt > width - 8
  return html`<svg
    viewBox="0 0 ${width} 18"
    width="${width}"
    height="18"
    class="bullet"
    aria-hidden="true"
  >
    <rect x="0" y="3" width="${limitAt}" height="12" class="within" />
    <rect
      x="0"
      y="6"
      width="${Math.max(length, 1).toFixed(1)}"
      height="6"
      class="${over ? 'over' : 'under'}"
    />
    ${open && html`<path d="M${length} 4l6 5l-6 5z" class="${over ? 'over' : 'under'}" />`}
    <path d="M${limitAt} 0V18" class="mark" />
  </svg>`
}
