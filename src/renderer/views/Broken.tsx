import { Component, type ReactNode } from 'react'

interface BrokenState {
  readonly error: string
}

/** Catches what we did wrong while drawing: the session lives on, and the window can be drawn again. */
export class Broken extends Component<{ readonly children: ReactNode }, BrokenState> {
  override state: BrokenState = { error: '' }

  static getDerivedStateFromError(error: unknown): BrokenState {
    return { error: String(error) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <main className="home" role="alert">
        <h2>The window could not be drawn</h2>
        <p>{error}</p>
        <p className="soft">This is a fault of the lab. Your program and what was recorded are still here.</p>
        <button type="button" className="primary big" onClick={() => this.setState({ error: '' })}>
          Draw it again
        </button>
      </main>
    )
  }
}
