/** When PostgreSQL and its standby are as they should be. */
import type { Target } from 'aftershock'
import { primaryStanding } from './roles.ts'

export const conditions = {
  'postgres-replicates': {
    summary: 'PostgreSQL has a primary, and every standby follows it closely.',
    needs: ['postgres'],
    async holds(context) {
      const { name, followers } = await primaryStanding(context)
      const standbys = context.replicasOf('postgres').length - 1
      if (followers === standbys) return true
      return { because: `${followers} of ${standbys} standbys follow ${name}` }
    },
  },
} as const satisfies Target['conditions']
