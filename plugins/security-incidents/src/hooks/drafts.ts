const PREFIX = 'security-incidents.draft.';
/** An older release kept the drafts of everybody whom it did not know under one key. */
const SHARED = `${PREFIX}somebody.`;
/** The platform tells nobody that a person signs out, so what they left behind ends by itself. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Where somebody's unsent text is kept. */
export interface DraftPlace {
  /** What is being written, such as `step.<incident id>`. */
  name: string;
  /**
   * Entity ref of who writes; several people may use one browser. While it is unknown nothing is read or written: the
   * next one at that browser must not find the text of somebody else.
   */
  author: string | undefined;
  /** Kept for the session only and not a moment longer: text about what must not be known. */
  sessionOnly: boolean;
}

/** A draft as it is stored. */
interface StoredDraft {
  /** When it was kept, in milliseconds since the epoch; drafts of older releases may lack it. */
  keptAt?: number;
}

const keyOf = ({ name }: DraftPlace, author: string) =>
  `${PREFIX}${author}.${name}`;

/** Undefined when it cannot be read; a draft of another release is no reason to break the page. */
function parse(stored: string): StoredDraft | undefined {
  try {
    const draft: unknown = JSON.parse(stored);
    return typeof draft === 'object' && draft !== null ? draft : undefined;
  } catch {
    return undefined;
  }
}

const isOver = ({ keptAt }: StoredDraft) =>
  typeof keptAt === 'number' && Date.now() - keptAt >= KEPT_MS;

/** The draft as it was stored; undefined when there is none, or none that can be read. */
export function readDraft(place: DraftPlace): unknown {
  if (!place.author) return undefined;
  const key = keyOf(place, place.author);
  const lasting = localStorage.getItem(key);
  if (place.sessionOnly && lasting !== null) {
    // It became sensitive after the text was begun.
    localStorage.removeItem(key);
    sessionStorage.setItem(key, lasting);
  }
  const stored =
    sessionStorage.getItem(key) ?? (place.sessionOnly ? null : lasting);
  const draft = stored === null ? undefined : parse(stored);
  return draft && !isOver(draft) ? draft : undefined;
}

/**
 * Keeps a draft.
 *
 * @returns when it was kept, in milliseconds since the epoch; undefined when the browser keeps nothing, for example
 *   because its storage is full, or when it is not known whose it is
 */
export function keepDraft(
  place: DraftPlace,
  draft: object,
): number | undefined {
  if (!place.author) return undefined;
  const key = keyOf(place, place.author);
  const [store, other] = place.sessionOnly
    ? [sessionStorage, localStorage]
    : [localStorage, sessionStorage];
  const keptAt = Date.now();
  try {
    other.removeItem(key);
    store.setItem(key, JSON.stringify({ ...draft, keptAt }));
    return keptAt;
  } catch {
    return undefined;
  }
}

/** Forgets a draft that was sent. */
export function forgetDraft(place: DraftPlace): void {
  if (!place.author) return;
  const key = keyOf(place, place.author);
  localStorage.removeItem(key);
  sessionStorage.removeItem(key);
}

/** Removes what nobody may find any more: drafts that all shared, those whose time is over, and unreadable ones. */
export function tidyDrafts(): void {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) {
      if (!key.startsWith(PREFIX)) continue;
      const draft = parse(store.getItem(key) ?? '');
      if (key.startsWith(SHARED) || !draft || isOver(draft)) {
        store.removeItem(key);
      } else if (draft.keptAt === undefined) {
        store.setItem(key, JSON.stringify({ ...draft, keptAt: Date.now() }));
      }
    }
  }
}
