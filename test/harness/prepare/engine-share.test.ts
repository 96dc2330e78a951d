import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { giveContainersTheirShare } from '../../../harness/prepare/engine-share.ts'

let groups: string
const shares = () => readFileSync(join(groups, 'docker', 'cpu.shares'), 'utf8')

beforeEach(() => {
  groups = mkdtempSync(join(tmpdir(), 'aftershock-groups-'))
})
afterEach(() => {
  rmSync(groups, { recursive: true })
})

test('containers weigh more than one program, whether or not there were any before', () => {
  writeFileSync(join(groups, 'cpu.shares'), '1024')
  giveContainersTheirShare(groups)
  expect(shares()).toBe('16384')
  writeFileSync(join(groups, 'docker', 'cpu.shares'), '1024')
  giveContainersTheirShare(groups)
  expect(shares()).toBe('16384')
})

test('where no groups divide the processors, nothing is made', () => {
  giveContainersTheirShare(groups)
  expect(readdirSync(groups)).toEqual([])
  giveContainersTheirShare(join(groups, 'not-there'))
  expect(readdirSync(groups)).toEqual([])
})
