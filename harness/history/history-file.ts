import { readFile } from 'node:fs/promises'
import { reasonOf, UserError } from '../errors.ts'
import { assembleHistory, timeOf } from './assemble.ts'
import type { HistoryHeader, RunHistory } from './history.ts'
import type { RunRecord } from './record.ts'

export { openHistory, type HistoryWriter } from './history-writer.ts'

const kinds: Readonly<Record<RunRecord['kind'], true>> = {
  request: true,
  phase: true,
  fault: true,
  event: true,
  browser: true,
  read: true,
  load: true,
  doubt: true,
}

/**
 * Reads a history file. A last line that breaks off is what a killed run leaves: it is left out, and a
 * fatal doubt says so. Throws a UserError for a file that is missing, of another version, or damaged.
 */
export async function readHistory(path: string): Promise<RunHistory> {
  const [first, ...rest] = (await textOf(path)).split('\n')
  const header = headerOf(first ?? '', path)
  const torn = rest.pop() ?? ''
  const records = rest.map((line, index) => recordOf(line, path, index + 2))
  const whole = torn === '' ? undefined : tryRecord(torn)
  if (whole !== undefined) records.push(whole)
  else if (torn !== '') {
    const at = records.reduce((latest, record) => Math.max(latest, timeOf(record)), 0)
    const text = 'the history breaks off in the middle of a record: the run was killed'
    records.push({ kind: 'doubt', at, about: 'interrupted', fatal: true, text })
  }
  return assembleHistory(header, records)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UserError(`${path}: the history cannot be read: ${reasonOf(error)}`, {
      hint: 'Name the folder of a finished run.',
      cause: error,
    })
  }
}

function headerOf(line: string, path: string): HistoryHeader {
  const header = parsed(line)
  if (typeof header !== 'object' || header === null || !('schema' in header)) {
    throw new UserError(`${path}:1: this is no history: its first line is not a header`)
  }
  if (header.schema !== 1) {
    throw new UserError(
      `${path}:1: the history has version ${String(header.schema)}; only version 1 can be read`,
      { hint: 'Judge it with the version of Aftershock that wrote it.' },
    )
  }
  if (isHeader(header)) return header
  throw new UserError(`${path}:1: the header of the history is damaged`)
}

/** Looks at what everything else leans on; a history is written by us and by nobody else. */
function isHeader(value: object): value is HistoryHeader {
  return ['scenario', 'operations', 'faults', 'expect', 'epoch'].every((key) => key in value)
}

function recordOf(line: string, path: string, number: number): RunRecord {
  const record = tryRecord(line)
  if (record !== undefined) return record
  throw new UserError(`${path}:${number}: this line is not a record: ${line.slice(0, 60)}`, {
    hint: 'The file was changed after it was written. A history is evidence: restore the original.',
  })
}

function tryRecord(line: string): RunRecord | undefined {
  const value = parsed(line)
  return isRecord(value) ? value : undefined
}

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return Object.hasOwn(kinds, String(value.kind))
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
