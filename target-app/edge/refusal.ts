/** An answer of the edge itself, in the form of all the shop's refusals. */
export const refusal = (code: string, message: string): string =>
  `content-type application/json string '{"error":{"code":"${code}","message":"${message}"}}'`
