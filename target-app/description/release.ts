/** Other releases of the cart: how a bad one comes, and how it goes. */
import type { TargetContext } from 'aftershock'
import type { Part } from './part.ts'

const admin = ['node', '/app/target-app/admin/main.ts']
const sound = '1'

async function run(
  context: TargetContext,
  replica: string,
  command: readonly string[],
): Promise<string> {
  const { exitCode, stdout, stderr } = await context.exec(replica, command)
  if (exitCode !== 0) throw new Error(`${replica}: ${stderr.trim() || stdout.trim()}`)
  return stdout.trim()
}

/** It takes many seconds, so it goes on by itself; what it does stands in the logs of the carts. */
async function rollOut(context: TargetContext, release: string, options: string): Promise<string> {
  const command = `${admin.join(' ')} release roll-out ${options} cart ${release} >/tmp/roll-out.log 2>&1 &`
  await run(context, 'watchdog', ['sh', '-c', command])
  return `release ${release} of the cart is being rolled out`
}

async function change(context: TargetContext, cart: string, release: string): Promise<string> {
  // A cart that is just being started again is left to it first.
  const send = `
    const order = { method: 'POST', body: JSON.stringify({ release: '${release}' }) }
    let answer
    for (let tries = 0; tries < 40 && !answer?.ok; tries += 1) {
      if (answer !== undefined) await new Promise((resolve) => setTimeout(resolve, 200))
      answer = await fetch('http://127.0.0.1:9000/release', order)
    }
    process.stdout.write(await answer.text())
    process.exitCode = answer.ok ? 0 : 1`
  await run(context, cart, ['node', '--input-type=module', '-e', send])
  return `${cart} is started again as release ${release}`
}

const needs = ['watchdog', 'cart']

export const release: Part = {
  mechanisms: {
    'canary-analysis': {
      shownBy: [{ scenario: 'bad-release-noticed', check: 'available' }],
      summary:
        'Each replica with a new release is compared with the others before the next one follows.',
      off: { environment: { watchdog: { CANARY_ANALYSIS: 'off' } } },
    },
    'release-memory': {
      shownBy: [{ scenario: 'bad-release-taken-back', check: 'recovers' }],
      summary:
        'The supervisor of a cart knows which release ran before, so that it can be taken back.',
      off: { environment: { cart: { RELEASE_MEMORY: 'off' } } },
    },
    drain: {
      shownBy: [{ scenario: 'cart-replica-draining', check: 'available' }],
      summary:
        'A cart that is told to stop says so first, and ends when everybody has their answer.',
      off: { environment: { cart: { DRAIN: 'off' } } },
    },
  },
  actions: {
    'roll-out-bad-release': {
      summary:
        'Roll out release 2 of the cart, which cannot show three carts in ten; watched step by step.',
      needs,
      run: (context) => rollOut(context, '2', ''),
    },
    'roll-out-bad-release-blindly': {
      summary: 'Roll out the same release and look at nothing; undone by one command.',
      needs,
      run: (context) => rollOut(context, '2', '--no-analysis'),
      async undo(context) {
        const command = `${admin.join(' ')} release roll-back cart >/tmp/roll-back.log 2>&1 &`
        await run(context, 'watchdog', ['sh', '-c', command])
        return 'the cart is being rolled back'
      },
    },
    'leak-in-cart-2': {
      summary: 'Start cart-2 as a release that keeps half a MiB of every request.',
      needs,
      run: (context) => change(context, 'cart-2', 'leaky'),
      undo: (context) => change(context, 'cart-2', sound),
    },
  },
}
