import type { Result } from '../../core/trace/problem'
import type { GivenFile } from '../../preload/contract'
import type { ReadingNews } from '../workers/workerMessage'
import type { OpenedDocument } from './documents'

/** A file this large, bytes, takes longer to read than a frame lasts; 33 bytes are an event. */
export const largeFile = 500_000

/** Reads a file beside the window, and fetches it there when it is only offered. Gives the way to stop, after which nothing more is told. */
export function readApart(file: GivenFile, tell: (share: number) => void, done: (document: Result<OpenedDocument>) => void): () => void {
  const worker = new Worker(new URL('../workers/recordingWorker.ts', import.meta.url), { type: 'module', name: 'recording' })
  worker.onmessage = ({ data }: MessageEvent<ReadingNews>) => {
    if (data.type === 'progress') return tell(data.share)
    worker.terminate()
    done(data.document)
  }
  worker.onerror = ({ message }) => {
    worker.terminate()
    const what = `It could not be read: ${message || 'its reader could not be started'}.`
    done({ ok: false, problem: { at: file.name, what, try: 'Close what needs memory, then open it again.' } })
  }
  worker.postMessage(file, 'bytes' in file && file.bytes.buffer instanceof ArrayBuffer ? [file.bytes.buffer] : [])
  return () => worker.terminate()
}
