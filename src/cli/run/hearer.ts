import type { EventColumns } from '../../core/trace/columns'
import type { Header } from '../../core/trace/header'

/** Whoever hears a run's events while they come: the header once, then batches. */
export interface Hearer {
  header(header: Header): void
  batch(batch: EventColumns): void
}
