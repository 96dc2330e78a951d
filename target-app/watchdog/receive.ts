/** Takes heartbeats from TCP streams and UDP datagrams; those over HTTP come through the app. */
import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { Heartbeat } from '../contracts/heartbeat.ts'

export type Take = (heartbeat: Heartbeat) => void

/** Whatever is no heartbeat is dropped: the sender cannot be told, and there is another one soon. */
export function takeText(text: string, take: Take): void {
  try {
    const read = Heartbeat.safeParse(JSON.parse(text))
    if (read.success) take(read.data)
  } catch {
    // Not even JSON.
  }
}

/** Longer lines are nobody's heartbeat. */
const longestLine = 4096

/** Answers every line with an empty one, so that the sender knows the way is whole. */
export function lines(
  socket: Pick<Socket, 'write' | 'destroy'>,
  take: Take,
): (chunk: string) => void {
  let rest = ''
  return (chunk) => {
    const [...whole] = (rest + chunk).split('\n')
    rest = whole.pop() ?? ''
    if (rest.length > longestLine) socket.destroy()
    for (const line of whole) {
      takeText(line, take)
      socket.write('\n')
    }
  }
}

/** Listens until it is closed. */
export function receive(
  ports: { readonly tcp: number; readonly udp: number },
  take: Take,
): () => void {
  const datagrams = createSocket('udp4', (message) => takeText(message.toString('utf8'), take))
  datagrams.bind(ports.udp)
  const sockets = new Set<Socket>()
  const streams = createServer((socket) => {
    sockets.add(socket)
    socket.setEncoding('utf8').setTimeout(10_000, () => socket.destroy())
    socket.on('data', lines(socket, take)).on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }).listen(ports.tcp)
  return () => {
    datagrams.close()
    streams.close()
    for (const socket of sockets) socket.destroy()
  }
}
