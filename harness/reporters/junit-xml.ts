import { XMLBuilder } from 'fast-xml-parser'
import { formatGrounds, formatLimit, formatMoment, formatReading } from '../../reports/numbers.ts'
import type { JudgementReport, ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { legalInXml } from './control-characters.ts'

type Attributes = Readonly<Record<`@${string}`, string>>
type Case = Attributes & { failure?: Problem; error?: Problem; skipped?: Problem }
type Problem = Attributes & { '#text': string }

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
})

/**
 * JUnit XML as the tools that read it agree: a suite per execution of a scenario, a case per promise,
 * so that a CI page names the broken promise. Broken → failure, unknown → error, a break that the
 * scenario expects → skipped. Form: the practice collected at https://github.com/testmoapp/junitxml.
 */
export function junitXml(report: ReportData): string {
  const suites = report.scenarios.map((scenario) => suite(scenario, report))
  const all = suites.flatMap(({ testcase }) => testcase)
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'aftershock',
      ...tally(all),
      '@time': seconds(report.run.durationMs),
      testsuite: suites,
    },
  }
  return builder.build(document)
}

function suite(scenario: ScenarioReport, report: ReportData) {
  const { repeat } = scenario
  const name = repeat.of > 1 ? `${scenario.id} #${repeat.index}` : scenario.id
  const testcase = unique(
    [...scenario.judgements.map((one) => caseOf(one, scenario)), ...verdictCase(scenario)],
    name,
  )
  return {
    '@name': legalInXml(name),
    ...tally(testcase),
    '@time': seconds(scenario.durationMs),
    '@timestamp': report.run.startedAt,
    properties: { property: properties(scenario, report) },
    testcase,
  }
}

function caseOf(judgement: JudgementReport, scenario: ScenarioReport): Case {
  const where = judgement.line === undefined ? {} : { '@line': String(judgement.line) }
  const base = {
    '@name': legalInXml(judgement.asked),
    '@file': legalInXml(scenario.file),
    ...where,
    '@time': '0',
  }
  if (judgement.status === 'pass') return base
  const problem = {
    '@type': judgement.check,
    '@message': legalInXml(judgement.message),
    '#text': body(judgement),
  }
  if (judgement.status === 'unknown')
    return { ...base, error: { ...problem, '@type': 'inconclusive' } }
  return scenario.verdict === 'PASSED'
    ? { ...base, skipped: problem }
    : { ...base, failure: problem }
}

/** A verdict that no single promise explains, such as a doubt, still has to turn a CI page red. */
function verdictCase(scenario: ScenarioReport): Case[] {
  const { verdict, judgements } = scenario
  const cause = verdict === 'FAILED' ? 'fail' : 'unknown'
  if (verdict === 'PASSED' || judgements.some(({ status }) => status === cause)) return []
  const text = legalInXml(scenario.note ?? scenario.headline ?? verdict)
  const problem = { '@type': verdict.toLowerCase(), '@message': text, '#text': text }
  const base = { '@name': 'verdict', '@file': legalInXml(scenario.file), '@time': '0' }
  return [verdict === 'FAILED' ? { ...base, failure: problem } : { ...base, error: problem }]
}

function body({ message, measured, evidence, next }: JudgementReport): string {
  const number = measured && [
    `${measured.label}: ${formatReading(measured.reading, measured.unit, measured.limit?.value)}`,
    ...(measured.limit ? [`limit ${formatLimit(measured.limit, measured.unit)}`] : []),
    ...formatGrounds(measured.reading, measured.unit),
  ]
  const lines = [
    message,
    ...(number ? [number.join(', ')] : []),
    ...evidence.map(({ at, text }) => (at === undefined ? text : `${formatMoment(at)} ${text}`)),
    ...(next === undefined ? [] : [`next: ${next}`]),
  ]
  return legalInXml(lines.join('\n'))
}

function properties(scenario: ScenarioReport, { run }: ReportData) {
  const all: Readonly<Record<string, string | undefined>> = {
    seed: String(scenario.seed),
    claim: scenario.claim,
    reproduce: scenario.reproduce,
    commit: run.commit,
    tags: scenario.tags.join(','),
  }
  return Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [{ '@name': name, '@value': legalInXml(value) }],
  )
}

/** GitLab keeps only the first of cases with the same name, so none may share one. */
function unique(cases: readonly Case[], suiteName: string): Case[] {
  const seen = new Map<string, number>()
  return cases.map((one) => {
    const name = one['@name'] ?? ''
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return {
      '@classname': legalInXml(suiteName),
      ...one,
      '@name': times === 1 ? name : `${name} (${times})`,
    }
  })
}

function tally(cases: readonly Case[]): Attributes {
  const count = (key: 'failure' | 'error' | 'skipped'): string =>
    String(cases.filter((one) => one[key] !== undefined).length)
  return {
    '@tests': String(cases.length),
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
