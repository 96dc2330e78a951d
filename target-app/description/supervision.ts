/** What every service of the shop image has by being in it: a supervisor that reports to the watchdog. */
import type { LinkDeclaration, Target } from 'aftershock'

type Services = Target['services']

const isSupervised = ([name, { image }]: [string, Services[string]]): boolean =>
  image === 'shop' && name !== 'watchdog'

/** The same services; those that are supervised are told whether there is a watchdog. */
export function supervised(services: Services): Services {
  const told = Object.entries(services).map(([name, service]): [string, Services[string]] =>
    isSupervised([name, service])
      ? [
          name,
          {
            ...service,
            environment: (replica) => ({
              ...service.environment?.(replica),
              WATCHDOG: replica.replicasOf('watchdog').join(' '),
            }),
          },
        ]
      : [name, service],
  )
  return Object.fromEntries(told)
}

/** Heartbeats in three ways, and orders back. */
export function supervisionLinks(services: Services): readonly LinkDeclaration[] {
  return Object.entries(services)
    .filter(isSupervised)
    .flatMap(([name]): readonly LinkDeclaration[] => [
      { from: name, to: 'watchdog', port: 8080 },
      { from: name, to: 'watchdog', port: 7947 },
      { from: name, to: 'watchdog', port: 7946, protocol: 'udp' },
      { from: 'watchdog', to: name, port: 9000 },
    ])
}
