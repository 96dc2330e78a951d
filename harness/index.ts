/** What a target, an extension or a program that embeds Aftershock may import. */
export type * from './target/target.ts'
export type { Answer, Call } from './load/call.ts'
