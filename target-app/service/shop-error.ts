/** An answer other than success that was decided on purpose. Anything else thrown is a fault. */
export class ShopError extends Error {
  readonly status: 400 | 404 | 409 | 413 | 500 | 503
  /** A word for programs; the message is for people. */
  readonly code: string

  constructor(status: ShopError['status'], code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ShopError'
    this.status = status
    this.code = code
  }
}
