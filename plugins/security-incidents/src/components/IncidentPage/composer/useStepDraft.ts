import {
  type Incident,
  type ResolutionStep,
  STEP_AUDIENCES,
  STEP_KINDS,
  STEP_OUTCOMES,
  type StepAudience,
  type StepKind,
  type StepOutcome,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type DraftPlace,
  forgetDraft,
  keepDraft,
  readDraft,
} from '../../../hooks';

/** What somebody is writing. */
export interface StepDraft {
  /** Absent until somebody chose one: then the one that fits the status of the incident. */
  kind?: StepKind;
  text: string;
  outcome?: StepOutcome;
  /** Who a communication was for; kept, but not sent with steps of other kinds. */
  audience?: StepAudience;
  /** Minute in UTC; empty means now. */
  when: string;
  entityRefs: string[];
  /** The step that it corrects. */
  corrects?: Pick<ResolutionStep, 'id' | 'seq' | 'performedAt'>;
  /** The task that it is about, and whether it is done with that. */
  task?: { id: string; title: string; finishes: boolean };
  /** When it was last kept, in milliseconds since the epoch; absent when nothing is kept. */
  keptAt?: number;
}

const EMPTY: StepDraft = {
  text: '',
  when: '',
  entityRefs: [],
};

/** Takes from a stored draft what this release understands. */
function understood(stored: unknown): StepDraft {
  if (typeof stored !== 'object' || stored === null) return EMPTY;
  const draft = stored as Partial<StepDraft>;
  return {
    kind: STEP_KINDS.find(kind => kind === draft.kind),
    text: typeof draft.text === 'string' ? draft.text : '',
    outcome: STEP_OUTCOMES.find(outcome => outcome === draft.outcome),
    audience: STEP_AUDIENCES.find(audience => audience === draft.audience),
    when: typeof draft.when === 'string' ? draft.when : '',
    entityRefs: Array.isArray(draft.entityRefs) ? draft.entityRefs : [],
    ...(draft.corrects?.id && { corrects: draft.corrects }),
    ...(draft.task?.id && { task: draft.task }),
    ...(typeof draft.keptAt === 'number' && { keptAt: draft.keptAt }),
  };
}

/** The step that somebody writes about one incident, kept in the browser until it is sent. */
export function useStepDraft(
  { id, visibility }: Incident,
  author: string | undefined,
) {
  const place = useMemo(
    (): DraftPlace => ({
      name: `step.${id}`,
      author,
      sessionOnly: visibility === 'restricted',
    }),
    [id, author, visibility],
  );
  const [draft, setDraft] = useState(() => understood(readDraft(place)));
  const latest = useRef(draft);

  const put = useCallback((next: StepDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  // An incident that becomes restricted takes its draft out of the lasting storage at once.
  useEffect(() => {
    readDraft(place);
  }, [place]);

  const change = useCallback(
    (changes: Partial<StepDraft>) => {
      const next = { ...latest.current, ...changes, keptAt: Date.now() };
      put(keepDraft(place, next) ? next : { ...next, keptAt: undefined });
    },
    [place, put],
  );
  const clear = useCallback(() => {
    forgetDraft(place);
    put(EMPTY);
  }, [place, put]);

  return { draft, change, clear };
}
