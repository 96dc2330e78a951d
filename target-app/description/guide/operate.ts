/** Routes that are there for whoever runs the shop: the edge does not lead to them, so they are asked inside. */
import type { TargetContext } from 'aftershock'

interface Way {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

const program = `
const [method, path, body] = process.argv.slice(1)
const headers = { 'content-type': 'application/json' }
const answer = await fetch('http://127.0.0.1:8080' + path, { method, headers, body })
process.stdout.write(await answer.text())
process.exitCode = answer.ok ? 0 : 1`

/** @returns the body of the answer @throws Error when it is not a success */
export async function operate(
  context: TargetContext,
  replica: string,
  { method, path, body }: Way,
): Promise<string> {
  const told = body === undefined ? [] : [JSON.stringify(body)]
  const command = ['node', '--input-type=module', '-e', program, method, path, ...told]
  const { exitCode, stdout, stderr } = await context.exec(replica, command)
  if (exitCode === 0) return stdout
  throw new Error(`${replica} did not do ${method} ${path}: ${stdout.trim() || stderr.trim()}`)
}
