import { ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import { type Request, requests } from '../preload/contract'
import { isTrustedFrame } from './origin'

type Asked<R extends Request> = z.output<(typeof requests)[R]['request']>
type Given<R extends Request> = z.input<(typeof requests)[R]['reply']>

/** How main answers one request. Failures outside our code are part of the answer; an exception is our own bug. */
export type Handler<R extends Request> = (question: Asked<R>, asker: WebContents) => Given<R> | Promise<Given<R>>
/** An answer for every request of the contract: a missing one does not compile. */
export type Handlers = { readonly [R in Request]: Handler<R> }

/** Answers the window: senders are checked, and every question and every answer is held against its schema. */
export function answer(handlers: Handlers): void {
  for (const request of Object.keys(requests) as Request[]) answerOne(request, handlers[request])
}

function answerOne<R extends Request>(request: R, handler: Handler<R>): void {
  ipcMain.handle(request, async (event, raw: unknown) => {
    if (!isTrustedFrame(event.senderFrame)) throw new Error(`refused: ${request} from a foreign frame`)
    const { request: question, reply } = requests[request]
    return reply.parse(await handler(question.parse(raw) as Asked<R>, event.sender))
  })
}
