import './trustedTypes'
import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/atkinson-hyperlegible-mono'
import './styles/base.css'
import './styles/layout.css'
import './styles/orders.css'
import './styles/states.css'
import './styles/processes.css'
import './styles/experiments.css'
import './styles/record.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { createSession } from './session/session'
import { Broken } from './views/Broken'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
const session = createSession(window.lab)
// whatever nobody caught is our fault; the person shall hear of it, and nothing stops for it
window.addEventListener('unhandledrejection', ({ reason }) => {
  session.tell({ at: 'The lab', what: `Something went wrong inside: ${String(reason)}`, try: 'Try it once more; save your work if it happens again.' })
})
createRoot(root).render(
  <StrictMode>
    <Broken>
      <App session={session} />
    </Broken>
  </StrictMode>
)
