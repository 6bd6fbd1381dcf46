import { failure, type Problem } from '../core/trace/problem'

const known: Readonly<Record<string, readonly [what: string, tryThis: string]>> = {
  ENOENT: ['There is no such file.', 'Check whether it was moved or renamed.'],
  EACCES: ['The system does not allow it.', 'Check the permissions of the file and its folder.'],
  EPERM: ['The system does not allow it.', 'Check the permissions of the file and its folder.'],
  EROFS: ['This place is read-only.', 'Choose another folder.'],
  EISDIR: ['This is a folder.', 'Choose a file.'],
  EINVAL: ['This is no file that can be written.', 'Choose another name.'],
  ENOTDIR: ['A part of this path is not a folder.', 'Choose another place.'],
  ENOSPC: ['The disk is full.', 'Make room, or choose another disk.']
}

/** The problem behind an error of the file system, in words. */
export function systemProblem(path: string, error: unknown): { readonly ok: false; readonly problem: Problem } {
  const { code } = error as NodeJS.ErrnoException
  const [what, tryThis] = (code === undefined ? undefined : known[code]) ?? [`The system says ${code ?? String(error)}.`, 'Try another place.']
  return failure(path, what, tryThis)
}
