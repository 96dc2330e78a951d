import type { TargetContext } from '../../harness/target/target.ts'

/**
 * A context whose `exec` answers with exit code 0 and the text, or with exit code 1 and what is refused; throwing
 * plays a lost container.
 */
export function fakeContext(
  services: Readonly<Record<string, readonly string[]>>,
  answer: (replica: string, command: readonly string[]) => string | { readonly refused: string },
): TargetContext {
  return {
    url: new URL('http://127.0.0.1:1'),
    signal: new AbortController().signal,
    replicasOf: (service) => services[service] ?? [],
    exec: async (replica, command) => {
      const said = answer(replica, command)
      return typeof said === 'string'
        ? { exitCode: 0, stdout: said, stderr: '' }
        : { exitCode: 1, stdout: '', stderr: said.refused }
    },
    fetch: () => Promise.reject(new Error('this context has no network')),
  }
}
