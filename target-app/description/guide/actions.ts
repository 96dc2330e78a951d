/** What somebody who runs the shop may do to the guide. */
import type { Target, TargetContext } from 'aftershock'
import { FeatureStates, type Feature } from '../../contracts/guide.ts'
import { operate } from './operate.ts'

async function switchAll(context: TargetContext, feature: Feature, on: boolean): Promise<string> {
  const guides = context.replicasOf('guide')
  const way = { method: 'PUT', path: `/features/${feature}`, body: { on } }
  const said = await Promise.all(guides.map((guide) => operate(context, guide, way)))
  const states = said.map((answer) => FeatureStates.parse(JSON.parse(answer))[feature])
  return guides
    .map((guide, place) => `${feature} is ${states[place] === false ? 'off' : 'on'} in ${guide}`)
    .join(', ')
}

const rest = (feature: Feature, summary: string) => ({
  summary,
  needs: ['guide'],
  run: (context: TargetContext) => switchAll(context, feature, false),
  undo: (context: TargetContext) => switchAll(context, feature, true),
})

/** Any trainer takes the order; the last one does, so that others can be hurt. */
async function startTraining(context: TargetContext): Promise<string> {
  const trainer = context.replicasOf('trainer').at(-1) ?? 'trainer'
  const answer = await operate(context, trainer, { method: 'POST', path: '/trainings' })
  return `${trainer} began a training: ${answer.trim()}`
}

export const actions = {
  'start-training': {
    summary: 'Let the recommender learn anew from all purchases.',
    needs: ['trainer', 'recommend'],
    run: startTraining,
  },
  'rest-recommendations': rest('recommend', 'Switch recommendations off in every guide.'),
  'rest-search': rest('search', 'Switch search off in every guide.'),
  'rest-answers': rest('ask', 'Switch questions off in every guide.'),
} as const satisfies NonNullable<Target['actions']>
