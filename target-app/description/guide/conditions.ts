/** What must be true of the guide before anything is hurt, and again after everything is healed. */
import type { Target } from 'aftershock'
import { allWell } from '../all-well.ts'

export const conditions = {
  'guides-are-well': {
    summary: 'Every guide is ready and asks all its neighbours.',
    needs: ['guide'],
    holds: allWell('guide'),
  },
  'recommenders-are-well': {
    summary: 'Every recommender is ready, and receives what the trainers learn.',
    needs: ['recommend'],
    holds: allWell('recommend'),
  },
  'trainers-are-well': {
    summary: 'The broker hands parts of trainings over to every trainer.',
    needs: ['trainer'],
    holds: allWell('trainer'),
  },
} as const satisfies Target['conditions']
