import { Exception } from 'node-zookeeper-client'
import { describe, expect, test } from 'vitest'
import { zookeeperLocks, type LockSession } from '../../../target-app/locks/zookeeper-locks.ts'

interface Node {
  owner: string
  czxid: bigint
  session: Buffer
}

/** The three questions that locks ask, over nodes in memory. */
function zookeeper() {
  const nodes = new Map<string, Node>()
  let zxid = 0x100000000n
  let session = Buffer.from('first!!!')
  const no = (name: string, path: string) => new Exception(-1, name, path, zookeeper)
  const client = {
    create(path: string, data: Buffer, _mode: number, answer: Function) {
      if (nodes.has(path)) return answer(no('NODE_EXISTS', path))
      zxid += 1n
      nodes.set(path, { owner: data.toString(), czxid: zxid, session })
      answer(null, path)
    },
    getData(path: string, answer: Function) {
      const node = nodes.get(path)
      if (node === undefined) return answer(no('NO_NODE', path))
      const czxid = Buffer.alloc(8)
      czxid.writeBigInt64BE(node.czxid)
      answer(null, Buffer.from(node.owner), { czxid, ephemeralOwner: node.session })
    },
    remove(path: string, answer: Function) {
      answer(nodes.delete(path) ? null : no('NO_NODE', path))
    },
    getSessionId: () => session,
  }
  const asked: LockSession = {
    ask: (question) =>
      new Promise((resolve, reject) => {
        // The fake answers as the real client does, but has not all its overloads.
        question(client as never, (error, value) => (error ? reject(error) : resolve(value)))
      }),
  }
  const newSession = (): void => {
    session = Buffer.from('second!!')
  }
  return { nodes, session: asked, newSession }
}

describe('locks in ZooKeeper', () => {
  test('are a node each, and the number of its creation is the token', async () => {
    const { nodes, session } = zookeeper()
    const locks = zookeeperLocks(session, true)
    expect(await locks.acquire('till', 'me', 3000)).toBe(0x100000001n)
    expect(nodes.get('/locks/till')?.owner).toBe('me')
    expect(await locks.acquire('till', 'you', 3000)).toBeUndefined()
    await locks.release('till', 'me')
    expect(await locks.acquire('till', 'you', 3000)).toBe(0x100000002n)
  })

  test('are released by their owner only, unless the weakness is planted', async () => {
    const { nodes, session } = zookeeper()
    await zookeeperLocks(session, true).acquire('till', 'me', 3000)
    await zookeeperLocks(session, true).release('till', 'you')
    expect(nodes.size).toBe(1)
    await zookeeperLocks(session, false).release('till', 'you')
    expect(nodes.size).toBe(0)
  })

  test('of an earlier session are left to its end', async () => {
    const { nodes, session, newSession } = zookeeper()
    const locks = zookeeperLocks(session, true)
    await locks.acquire('till', 'me', 3000)
    newSession()
    await locks.release('till', 'me')
    expect(nodes.size).toBe(1)
  })

  test('may be released when they are gone already', async () => {
    await expect(zookeeperLocks(zookeeper().session, true).release('till', 'me')).resolves.toBe(
      undefined,
    )
  })

  test('are not given when ZooKeeper says anything else', async () => {
    const session: LockSession = { ask: () => Promise.reject(new Error('CONNECTION_LOSS')) }
    await expect(zookeeperLocks(session, true).acquire('till', 'me', 1)).rejects.toThrow('LOSS')
  })
})
