/** A text of the backend with names instead of full entity refs: `component:default/ledger` reads `ledger`. */
export function withShortNames(text: string): string {
  // The lookbehind keeps it linear: a match never starts inside a run that was looked at.
  return text.replace(/(?<![\w-])[a-z][a-z0-9-]*:[\w.-]+\/([\w.-]*\w)/gi, '$1');
}
