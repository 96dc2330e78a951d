/** Asks the sentinels who the primary is. */
import { newRedisClient } from './redis-client.ts'

export interface PrimaryAnswer {
  readonly host: string
  readonly port: number
  /** Grows with every failover. */
  readonly epoch: number
}

/**
 * The answer with the newest configuration epoch: a sentinel that was cut off still names the old
 * primary, with an old epoch. Undefined when no sentinel answers. Never throws.
 */
export async function askSentinels(
  hosts: readonly string[],
  patienceMs: number,
): Promise<PrimaryAnswer | undefined> {
  const answers = await Promise.allSettled(hosts.map((host) => askOne(host, patienceMs)))
  return newest(answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value))
}

export function newest(answers: readonly PrimaryAnswer[]): PrimaryAnswer | undefined {
  return answers.toSorted((a, b) => b.epoch - a.epoch)[0]
}

/** A connection for each question: it is asked rarely, and an old connection can be a dead one. */
async function askOne(host: string, patienceMs: number): Promise<PrimaryAnswer> {
  const client = newRedisClient(host, 26379, patienceMs)
  const hurry = setTimeout(() => client.destroy(), patienceMs)
  try {
    await client.connect()
    const [primary, address] = await Promise.all([
      client.sendCommand(['SENTINEL', 'MASTER', 'shop']),
      client.sendCommand(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'shop']),
    ])
    return answerOf(primary, address)
  } finally {
    clearTimeout(hurry)
    if (client.isOpen) client.destroy()
  }
}

/**
 * The epoch is in the list of names and values, the address is not: the sentinel that leads a
 * failover has the new epoch there for a second or two beside the old address.
 */
function answerOf(primary: unknown, address: unknown): PrimaryAnswer {
  const [host, port] = textsOf(address)
  const names = textsOf(primary)
  const epoch = Number(names[names.indexOf('config-epoch') + 1])
  if (host === undefined || !Number.isInteger(epoch))
    throw new Error('the sentinel knows no primary')
  return { host, port: Number(port), epoch }
}

const textsOf = (reply: unknown): string[] => (Array.isArray(reply) ? reply.map(String) : [])
