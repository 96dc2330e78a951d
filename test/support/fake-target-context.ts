import type { TargetContext } from '../../harness/target/target.ts'

/** A context whose `exec` answers with exit code 0 and the text; throwing plays a lost container. */
export function fakeContext(
  services: Readonly<Record<string, readonly string[]>>,
  answer: (replica: string, command: readonly string[]) => string,
): TargetContext {
  return {
    url: new URL('http://127.0.0.1:1'),
    signal: new AbortController().signal,
    replicasOf: (service) => services[service] ?? [],
    exec: async (replica, command) => ({
      exitCode: 0,
      stdout: answer(replica, command),
      stderr: '',
    }),
    fetch: () => Promise.reject(new Error('this context has no network')),
  }
}
