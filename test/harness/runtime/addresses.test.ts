import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nthAddress } from '../../../harness/runtime/addresses.ts'

const subnet = fc
  .record({
    a: fc.integer({ min: 1, max: 223 }),
    rest: fc.nat(2 ** 24 - 1),
    bits: fc.integer({ min: 16, max: 29 }),
  })
  .map(({ a, rest, bits }) => ({
    cidr: `${[a, ...[16, 8, 0].map((shift) => (rest >> shift) & 255)].join('.')}/${bits}`,
    size: 2 ** (32 - bits),
  }))

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

test.each([
  ['172.18.0.0/16', 1, '172.18.0.1'],
  ['172.18.0.0/16', 256, '172.18.1.0'],
  ['172.18.0.0/16', -2, '172.18.255.254'],
  ['192.168.16.0/20', -2, '192.168.31.254'],
  // The engine may write any address of the subnet before the slash.
  ['10.0.0.77/24', 10, '10.0.0.10'],
])('%s has as number %i %s', (cidr, n, address) => expect(nthAddress(cidr, n)).toBe(address))

test('addresses from the bottom and from the top are inside, in order, and never the same', () => {
  fc.assert(
    fc.property(subnet, ({ cidr, size }) => {
      const half = Math.min(size / 2 - 1, 100)
      const steps = Array.from({ length: half }, (_, i) => i + 1)
      const bottom = steps.map((n) => numberOf(nthAddress(cidr, n)))
      const top = steps.slice(1).map((n) => numberOf(nthAddress(cidr, -n)))
      expect(new Set([...bottom, ...top]).size).toBe(bottom.length + top.length)
      const first = (bottom[0] ?? 0) - 1
      expect(first % size).toBe(0)
      const all = [...bottom, ...top]
      expect(all.filter((address) => address <= first || address >= first + size - 1)).toEqual([])
    }),
  )
})

test.each([
  ['10.0.0.0/24', 0],
  ['10.0.0.0/24', 255],
  ['10.0.0.0/24', -1],
  ['10.0.0.0/24', -256],
  ['10.0.0.0', 1],
  ['fe80::/64', 1],
])('refuses %s number %i', (cidr, n) => expect(() => nthAddress(cidr, n)).toThrow(RangeError))
