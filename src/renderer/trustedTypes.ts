// The content policy demands Trusted Types. Workers of our own origin are the only script URLs the window makes; HTML and script strings stay forbidden.
interface Policies {
  createPolicy(name: string, rules: { createScriptURL?: (url: string) => string | null }): unknown
}
const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
policies?.createPolicy('default', {
  createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null)
})
