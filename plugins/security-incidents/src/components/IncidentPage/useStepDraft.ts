import type {
  StepKind,
  StepOutcome,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useState } from 'react';

/** What somebody is writing. */
export interface StepDraft {
  kind: StepKind;
  text: string;
  outcome?: StepOutcome;
  /** Minute in UTC; empty means now. */
  when: string;
  entityRefs: string[];
}

const EMPTY: StepDraft = {
  kind: 'analysis',
  text: '',
  when: '',
  entityRefs: [],
};

function read(storageKey: string): StepDraft {
  const stored = sessionStorage.getItem(storageKey);
  if (!stored) return EMPTY;
  try {
    return { ...EMPTY, ...JSON.parse(stored) };
  } catch {
    // A draft of another release that cannot be read is no reason to break the page.
    return EMPTY;
  }
}

/** The draft of one incident, kept for the browser session and no longer. */
export function useStepDraft(incidentId: string) {
  const storageKey = `security-incidents.step-draft.${incidentId}`;
  const [draft, setDraft] = useState(() => read(storageKey));

  const change = useCallback(
    (changes: Partial<StepDraft>) =>
      setDraft(before => {
        const after = { ...before, ...changes };
        sessionStorage.setItem(storageKey, JSON.stringify(after));
        return after;
      }),
    [storageKey],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(storageKey);
    setDraft(before => ({ ...EMPTY, kind: before.kind }));
  }, [storageKey]);

  return { draft, change, clear };
}
