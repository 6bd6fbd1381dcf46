/** Whether a file is what the lab itself has put into a recorded Python. */
export const isRecorders = (path: string): boolean => /\/concurrency-lab-run-[^/]+\/(records|process-[^/]*)( \(deleted\))?$/.test(path)
