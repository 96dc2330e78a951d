/** The programs that are not in Debian: where each is published, and how it is compiled. */
import { join } from 'node:path'

/**
 * A program that is published as an image and can be compiled from the Go module proxy.
 * A new version is written in three places: here, in the module's go.mod (`go get` and
 * `go mod tidy` there), and in the container test that asks each image for its version.
 */
export interface GoProgram {
  /** Published image, and where the program is in it. */
  readonly image: string
  readonly path: string
  /** Folder with the go.mod that pins every dependency, and the package to build there. */
  readonly module: string
  readonly package: string
  readonly linkerFlags: string
}

const images = join(import.meta.dirname, '..', 'images')

export const goPrograms: Readonly<Record<'toxiproxy' | 'k6', GoProgram>> = {
  toxiproxy: {
    image: 'ghcr.io/shopify/toxiproxy:2.12.0',
    path: '/toxiproxy',
    module: join(images, 'toxiproxy'),
    package: 'github.com/Shopify/toxiproxy/v2/cmd/server',
    linkerFlags: '-s -w -X github.com/Shopify/toxiproxy/v2.Version=2.12.0',
  },
  k6: {
    image: 'grafana/k6:2.2.0',
    path: '/usr/bin/k6',
    module: join(images, 'k6'),
    package: 'go.k6.io/k6/v2',
    linkerFlags: '-s -w',
  },
}
