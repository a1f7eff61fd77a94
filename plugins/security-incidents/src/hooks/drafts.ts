const PREFIX = 'security-incidents.draft';

/** Where somebody's unsent text is kept. */
export interface DraftPlace {
  /** What is being written, such as `step.<incident id>`. */
  name: string;
  /** Entity ref of who writes; several people may use one browser. */
  author: string | undefined;
  /** Kept for the session only and not a moment longer: text about what must not be known. */
  sessionOnly: boolean;
}

const keyOf = ({ name, author }: DraftPlace) =>
  `${PREFIX}.${author ?? 'somebody'}.${name}`;

/** The draft as it was stored; undefined when there is none, or none that can be read. */
export function readDraft(place: DraftPlace): unknown {
  const key = keyOf(place);
  const lasting = localStorage.getItem(key);
  if (place.sessionOnly && lasting !== null) {
    // It became sensitive after the text was begun.
    localStorage.removeItem(key);
    sessionStorage.setItem(key, lasting);
  }
  const stored =
    sessionStorage.getItem(key) ?? (place.sessionOnly ? null : lasting);
  if (stored === null) return undefined;
  try {
    return JSON.parse(stored);
  } catch {
    // A draft of another release that cannot be read is no reason to break the page.
    return undefined;
  }
}

/** Keeps a draft. False when the browser keeps nothing, for example because its storage is full. */
export function keepDraft(place: DraftPlace, draft: unknown): boolean {
  const key = keyOf(place);
  const [store, other] = place.sessionOnly
    ? [sessionStorage, localStorage]
    : [localStorage, sessionStorage];
  try {
    other.removeItem(key);
    store.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft that was sent. */
export function forgetDraft(place: DraftPlace): void {
  const key = keyOf(place);
  localStorage.removeItem(key);
  sessionStorage.removeItem(key);
}
