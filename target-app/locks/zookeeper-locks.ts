/**
 * Locks in ZooKeeper: a node that belongs to a session and vanishes with it.
 *
 * A lease here is the session's time-out, which the session was begun with: all holds of a process end
 * together when nothing was heard of it. The token is the number of the transaction that made the node, which
 * grows over all of ZooKeeper. One plain node per lock, not a queue of sequential ones: those who wait try
 * again, as with the other keepers, and nobody has a place in a queue to lose.
 */
import zookeeper, { type Client, type Exception, type Stat } from 'node-zookeeper-client'
import type { Locks } from './lock.ts'

/** What locks need from a session with ZooKeeper. */
export interface LockSession {
  ask<T>(
    question: (
      client: Pick<Client, 'create' | 'getData' | 'remove' | 'getSessionId'>,
      answer: (error: Error | Exception | null, value: T) => void,
    ) => void,
  ): Promise<T>
}

export const zookeeperRoot = '/locks'

export function zookeeperLocks(session: LockSession, ownerCheck: boolean): Locks {
  const look = (path: string): Promise<Node> =>
    session.ask<Node>((client, answer) =>
      client.getData(path, (error, data, stat) => answer(error, { data, stat })),
    )
  const create = (path: string, owner: string): Promise<string> =>
    session.ask<string>((client, answer) =>
      client.create(path, Buffer.from(owner), zookeeper.CreateMode.EPHEMERAL, answer),
    )
  return {
    async acquire(name, owner) {
      try {
        await create(pathOf(name), owner)
        const { data, stat } = await look(pathOf(name))
        return data.toString() === owner ? stat.czxid.readBigInt64BE() : undefined
      } catch (error) {
        // Taken, or taken and lost again with its session before it could be looked at.
        if (isOneOf(error, ['NODE_EXISTS', 'NO_NODE'])) return undefined
        throw error
      }
    },
    async release(name, owner) {
      try {
        const { data, stat } = await look(pathOf(name))
        const own = data.toString() === owner
        await session.ask<void>((client, answer) => {
          // What an older session made ends with it. What this one made is still there, or this fails: nobody
          // else's can have taken its place.
          const mine = own && client.getSessionId().equals(stat.ephemeralOwner)
          // The weakness `lock-release-without-owner`.
          if (mine || !ownerCheck) client.remove(pathOf(name), answer)
          else answer(null)
        })
      } catch (error) {
        if (!isOneOf(error, ['NO_NODE'])) throw error
      }
    },
  }
}

interface Node {
  readonly data: Buffer
  readonly stat: Stat
}

const pathOf = (name: string): string => `${zookeeperRoot}/${name}`

/** The client's errors carry ZooKeeper's code by name. */
function isOneOf(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name)
}
