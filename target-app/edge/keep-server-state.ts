/** Asks the running HAProxy what it knows of its servers, and keeps that for the next one. */
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { commandSocket, serverStateFile } from './configuration.ts'

const socket = connect(commandSocket).setTimeout(2000)
socket.once('timeout', () => socket.destroy(new Error('HAProxy says nothing of its servers')))
socket.write('show servers state\n')
await writeFile(serverStateFile, await text(socket))
