import { styleText } from 'node:util'

export type Tone = 'good' | 'bad' | 'unsure' | 'strong' | 'soft'
/** Gives a text a colour, or leaves it as it is. Colour only repeats what a mark already says. */
export type Paint = (tone: Tone, text: string) => string

const formats = {
  good: 'cyan',
  bad: ['magentaBright', 'bold'],
  unsure: 'yellow',
  strong: 'bold',
  soft: 'dim',
} as const

/** Colours where the stream is a terminal and neither NO_COLOR nor NODE_DISABLE_COLORS is set. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (tone, text) => styleText([formats[tone]].flat(), text, { stream })
}

export const unpainted: Paint = (_tone, text) => text
