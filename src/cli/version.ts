declare const LAB_VERSION: string

/** The lab's version, put in by the build. */
export const version = LAB_VERSION
