/** The three ways to the watchdog. Each has a connection of its own, so that losing one tells nothing about the rest. */
import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import type { Heartbeat, HeartbeatKind } from '../contracts/heartbeat.ts'
import { ask } from './ask.ts'
import type { SupervisorSettings } from './settings.ts'

export type Ways = Readonly<Record<HeartbeatKind, (text: string) => void>>

/** Sends one heartbeat in every way. Never throws: what is lost is the message. */
export function sendEverywhere(
  ways: Ways,
  beat: Omit<Heartbeat, 'kind'>,
  socketPerKind: boolean,
): void {
  for (const kind of ['http', 'tcp', 'udp'] as const) {
    // The weakness `heartbeat-one-socket`: three kinds in name, one way in truth.
    const way = socketPerKind ? ways[kind] : ways.udp
    way(JSON.stringify({ kind, ...beat }))
  }
}

export function openWays(host: string, ports: SupervisorSettings['ports']): Ways {
  return {
    http: httpWay(host, ports.http),
    tcp: tcpWay(host, ports.tcp),
    udp: udpWay(host, ports.udp),
  }
}

const httpWay = (host: string, port: number) => (body: string) => {
  ask({ host, port, path: '/heartbeats', body, timeoutMs: 1000 }).catch(() => {})
}

/** A connection on which the watchdog has not answered for so long is given up. Milliseconds. */
const silenceMs = 3000

/** One line each; the watchdog answers every line with an empty one, which shows that the way is whole. */
function tcpWay(host: string, port: number): (text: string) => void {
  let socket: Socket | undefined
  let heard = 0
  const open = (): Socket => {
    const made = connect({ host, port }).setNoDelay(true)
    const forget = (): void => {
      if (socket === made) socket = undefined
    }
    made.on('error', forget).on('close', forget)
    made.on('data', () => (heard = performance.now()))
    heard = performance.now()
    return made
  }
  return (text) => {
    if (performance.now() - heard > silenceMs) socket?.destroy()
    if (socket?.destroyed !== false) socket = open()
    socket.write(`${text}\n`)
  }
}

function udpWay(host: string, port: number): (text: string) => void {
  const socket = createSocket('udp4')
  socket.on('error', () => {})
  socket.unref()
  return (text) => socket.send(text, port, host, () => {})
}
