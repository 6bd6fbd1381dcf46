/** A program whose functions each run once, in a thread called like them; main makes what `shared` says, starts all in order, and waits for all. */
export const threadsOf = (shared: string, functions: Readonly<Record<string, string>>): string => `import threading
import queue
import random
${shared}
${Object.entries(functions)
  .map(([name, body]) => `def ${name}():\n${body.replaceAll(/^/gm, '    ')}`)
  .join('\n')}
${Object.keys(functions)
  .map((name) => `${name}_thread = threading.Thread(target=${name}, name="${name}")`)
  .join('\n')}
${Object.keys(functions)
  .map((name) => `${name}_thread.start()`)
  .join('\n')}
${Object.keys(functions)
  .map((name) => `${name}_thread.join()`)
  .join('\n')}
`
