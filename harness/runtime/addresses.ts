/** Arithmetic on IPv4 subnets: which container and which link gets which address. Pure. */

/** The n-th address of a subnet: positive from its bottom (0 is the network itself), negative from its top (-1 is the broadcast address). */
export function nthAddress(cidr: string, n: number): string {
  const { base, size } = parseSubnet(cidr)
  const offset = n >= 0 ? n : size + n
  if (offset <= 0 || offset >= size - 1)
    throw new RangeError(`subnet ${cidr} has no usable address number ${n}`)
  return toText(base + offset)
}

function parseSubnet(cidr: string): { base: number; size: number } {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr)
  if (!match) throw new RangeError(`not an IPv4 subnet: ${cidr}`)
  const [a, b, c, d, bits] = match.slice(1).map(Number) as [number, number, number, number, number]
  const size = 2 ** (32 - bits)
  const address = ((a * 256 + b) * 256 + c) * 256 + d
  return { base: address - (address % size), size }
}

function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}
