/** Who watches the services, and what their supervisors tell and do. */
import type { TargetContext } from 'aftershock'
import { Watched } from '../contracts/heartbeat.ts'
import type { Part } from './part.ts'

/** Lines of supervisors stand in the log of the service that they keep. */
const ofSupervisors = (event: string, more: string): RegExp =>
  new RegExp(`"replica":"([^"]+)","event":"${event}","service":"[^"]+"${more}`)

/** Only those that were heard of are in the answer. */
async function watched(context: TargetContext): Promise<Watched> {
  const answer = await context.fetch('/replicas', { headers: { 'x-replica': 'watchdog' } })
  return Watched.parse(await answer.json())
}

export const watchdog: Part = {
  services: {
    watchdog: {
      summary: 'Hears the heartbeats of all services and has the dead started again.',
      image: 'shop',
      command: () => ['watchdog'],
      ports: [8080, 7946, 7947],
      ready: { log: /"event":"ready"/ },
      environment: ({ name }) => ({ REPLICA: name }),
    },
  },
  mechanisms: {
    'watchdog-restarts': {
      shownBy: [{ scenario: 'cart-hung', check: 'recovers' }],
      summary:
        'The watchdog has whom it suspects started again; switched off, that is left to operators.',
      off: { environment: { watchdog: { RESTARTS: 'off' } } },
    },
    supervisor: {
      shownBy: [
        { scenario: 'cart-hung', check: 'recovers' },
        { scenario: 'cart-died', check: 'notices' },
      ],
      summary:
        'A cart process that dies or is ordered to restart is started again where it ran; switched off, it is only watched.',
      off: { environment: { cart: { SUPERVISOR: 'off' } } },
    },
    rejuvenation: {
      shownBy: [{ scenario: 'leak-predicted', check: 'notices' }],
      summary:
        'A replica whose memory grows towards its limit is started again in good order before, one of a service at a time.',
      off: { environment: { watchdog: { REJUVENATION: 'off' } } },
    },
  },
  logEvents: {
    suspects: {
      summary: 'The watchdog hears nothing of a replica any more, in no way.',
      service: 'watchdog',
      pattern: /"event":"suspects","watched":"([^"]+)","phi":([\d.]+)/,
      describe: ([, replica, phi]) => `watchdog suspects ${replica} (φ ${phi})`,
      detects: true,
    },
    trusts: {
      summary: 'The watchdog hears from a replica again.',
      service: 'watchdog',
      pattern: /"event":"trusts","watched":"([^"]+)"/,
      describe: ([, replica]) => `watchdog trusts ${replica} again`,
    },
    quiet: {
      summary: 'One kind of heartbeat of a replica is not heard any more.',
      service: 'watchdog',
      pattern: /"event":"quiet","watched":"([^"]+)","kind":"(\w+)"/,
      describe: ([, replica, kind]) => `watchdog misses ${kind} heartbeats of ${replica}`,
      detects: true,
    },
    'asks-restart': {
      summary: 'The watchdog asks for the restart of a replica.',
      service: 'watchdog',
      pattern: /"event":"asks-restart","watched":"([^"]+)","how":"(\w+)"/,
      describe: ([, replica, how]) => `watchdog asks for the restart of ${replica} (${how})`,
    },
    predicts: {
      summary: 'The watchdog predicts that the memory of a replica will reach its limit.',
      service: 'watchdog',
      pattern: /"event":"predicts","watched":"([^"]+)","what":"memory","leftMs":(\d+)/,
      describe: ([, replica, leftMs]) =>
        `watchdog gives ${replica} ${Math.round(Number(leftMs) / 1000)} s until its memory is full`,
      detects: true,
    },
    waits: {
      summary:
        'A replica whose memory fills is not restarted yet: another one of its service is away.',
      service: 'watchdog',
      pattern: /"event":"waits","watched":"([^"]+)","for":"([^"]+)"/,
      describe: ([, replica, sibling]) => `watchdog lets ${replica} wait until ${sibling} is back`,
    },
    'cart-restarted': {
      summary:
        'The supervisor of a cart ends and starts it again, although its memory is not full.',
      service: 'cart',
      pattern: ofSupervisors('restart', ',"how":"(\\w+)","because":"((?!it takes)[^"]*)"'),
      describe: ([, replica, , because]) => `${replica} is started again: ${because}`,
    },
    'cart-memory-full': {
      summary: 'A cart took all its memory and was killed.',
      service: 'cart',
      pattern: ofSupervisors('restart', ',"how":"now","because":"it takes (\\d+) MiB"'),
      describe: ([, replica, memory]) => `${replica} was killed at ${memory} MiB`,
    },
    'cart-died': {
      summary: 'A cart process ended by itself; its supervisor starts it again.',
      service: 'cart',
      pattern: ofSupervisors('service-died', ',"code":(\\d+)'),
      describe: ([, replica, code]) => `${replica} died (code ${code})`,
    },
    'cart-release': {
      summary: 'A cart is ended in good order and started as another release.',
      service: 'cart',
      pattern: ofSupervisors('release', ',"from":"([^"]*)","to":"([^"]*)"'),
      describe: ([, replica, from, to]) => `${replica}: release ${from} → ${to}`,
    },
  },
  conditions: {
    'watchdog-trusts-all': {
      summary:
        'The watchdog hears from every cart replica, suspects nobody, and all run one release.',
      needs: ['watchdog', 'cart'],
      async holds(context) {
        const replicas = await watched(context)
        const unheard = context.replicasOf('cart').filter((name) => replicas[name] === undefined)
        const wrong = Object.entries(replicas).flatMap(([name, { state, release }]) => {
          if (state === 'suspected') return [`the watchdog suspects ${name}`]
          return release === '1' ? [] : [`${name} runs release ${release}`]
        })
        const all = [...unheard.map((name) => `the watchdog never heard of ${name}`), ...wrong]
        return all.length === 0 ? true : { because: all.join(', ') }
      },
    },
  },
}
