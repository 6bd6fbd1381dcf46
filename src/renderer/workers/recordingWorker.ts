import type { OpenedFile } from '../../preload/contract'
import { documentOf } from '../session/documents'
import type { ReadingNews } from './workerMessage'

/* Reads one large file beside the window, which goes on drawing meanwhile: what was read is handed over, not copied. */
self.onmessage = ({ data }: MessageEvent<OpenedFile>) => {
  const tell = (news: ReadingNews, handedOver: Transferable[] = []): void => self.postMessage(news, { transfer: handedOver })
  const document = documentOf(data, (share) => tell({ type: 'progress', share }))
  if (!document.ok || document.value.kind === 'program') return tell({ type: 'read', document })
  const { at, type, thread, object, line, value } = document.value.recording.trace.events
  tell({ type: 'read', document }, [...new Set([at, type, thread, object, line, value].map(({ buffer }) => buffer as ArrayBuffer))])
}
