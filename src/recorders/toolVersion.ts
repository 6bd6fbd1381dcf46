declare const LAB_VERSION: string | undefined

/** The lab's version, put in by the build; `development` where nothing was built. */
export const toolVersion = typeof LAB_VERSION === 'string' ? LAB_VERSION : 'development'
