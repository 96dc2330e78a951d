import { html, type Markup } from '../markup.ts'

/** Fill patterns, so that no state is told by colour alone. Once per page is enough for all charts. */
export function hatches(): Markup {
  return html`<svg width="0" height="0" aria-hidden="true" class="hatches">
    <defs>
      <pattern
        id="hatch-degraded"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" class="pale degraded" />
        <rect width="2.6" height="6" class="ink degraded" />
      </pattern>
      <pattern id="hatch-slow" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" class="pale ok" />
        <rect width="4" height="1.6" class="ink ok" />
      </pattern>
      <pattern id="hatch-unknown" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" class="pale unknown" />
        <circle cx="2.5" cy="2.5" r="1.3" class="ink unknown" />
      </pattern>
      <pattern
        id="hatch-lead"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="1.6" height="5" class="ink fault" />
      </pattern>
    </defs>
  </svg>`
}
