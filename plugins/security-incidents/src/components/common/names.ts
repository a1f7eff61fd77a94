/** A text of the backend with names instead of full entity refs: `component:default/ledger` reads `ledger`. */
export function withShortNames(text: string): string {
  return text.replace(/\b[a-z][a-z0-9-]*:[\w.-]+\/([\w.-]*\w)/gi, '$1');
}
