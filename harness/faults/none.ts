import { z } from 'zod'
import type { Fault } from './fault.ts'

/** Nothing at all: the control of every other fault. */
export const none: Fault = {
  name: 'none',
  summary: 'Do nothing: the control run.',
  hurts: 'nothing',
  options: z.strictObject({}),
  async inject() {
    return { effect: 'nothing was done', async heal() {} }
  },
}
