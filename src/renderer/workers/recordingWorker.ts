import { success } from '../../core/trace/problem'
import type { GivenFile } from '../../preload/contract'
import { documentOf } from '../session/documents'
import { fetchOffered } from './fetchOffered'
import type { ReadingNews } from './workerMessage'

const tell = (news: ReadingNews, handedOver: Transferable[] = []): void => self.postMessage(news, { transfer: handedOver })

// of 159 MB: 2 to 3 s until they are here, 1 s to read them
const fetchPart = 0.7

/* Reads one large file beside the window, which goes on drawing meanwhile: what was read is handed over, not copied. */
self.onmessage = ({ data }: MessageEvent<GivenFile>) => {
  // our own mistakes, and memory that is not there, end in the worker's `onerror`
  read(data).catch(reportError)
}

async function read(given: GivenFile): Promise<void> {
  const progress = (share: number): void => tell({ type: 'progress', share })
  const fetchShare = 'bytes' in given ? 0 : fetchPart
  const file = 'bytes' in given ? success(given) : await fetchOffered(given, (share) => progress(share * fetchShare))
  if (!file.ok) return tell({ type: 'read', document: file })
  const document = documentOf(file.value, (share) => progress(fetchShare + share * (1 - fetchShare)))
  if (!document.ok || document.value.kind === 'program') return tell({ type: 'read', document })
  const { at, type, thread, object, line, value } = document.value.recording.trace.events
  tell({ type: 'read', document }, [...new Set([at, type, thread, object, line, value].map(({ buffer }) => buffer as ArrayBuffer))])
}
