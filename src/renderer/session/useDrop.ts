import { useEffect, useState } from 'react'

/** Takes files that are dropped anywhere on the window; tells whether one hovers over it. */
export function useDrop(take: (file: File) => void): boolean {
  const [hovers, setHovers] = useState(false)
  useEffect(() => {
    const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent): void => {
      if (!carriesFile(event)) return
      event.preventDefault()
      setHovers(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovers(false)
    }
    const drop = (event: DragEvent): void => {
      if (!carriesFile(event)) return
      event.preventDefault()
      setHovers(false)
      const file = event.dataTransfer?.files[0]
      if (file) take(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [take])
  return hovers
}
