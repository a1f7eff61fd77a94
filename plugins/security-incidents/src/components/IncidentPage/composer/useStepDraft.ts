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
  tidyDrafts,
} from '../../../hooks';

/** What somebody is writing. */
export interface StepDraft {
  /** Absent until somebody chose one: then the one that fits the status of the incident. */
  kind?: StepKind;
  text: string;
  outcome?: StepOutcome;
  /** Who a communication was for; kept, but not sent with steps of other kinds. */
  audience?: StepAudience;
  /** Minute in the zone in which times are shown; empty means now. */
  when: string;
  entityRefs: string[];
  /** The step that it corrects. */
  corrects?: Pick<ResolutionStep, 'id' | 'seq' | 'performedAt'>;
  /** The task that it is about, and whether it is done with that. */
  task?: { id: string; title: string; finishes: boolean };
  /** What was being written when something else was begun; the last one comes back first. */
  aside?: StepDraft[];
  /** When it was last kept, in milliseconds since the epoch; absent when nothing is kept. */
  keptAt?: number;
}

const EMPTY: StepDraft = {
  text: '',
  when: '',
  entityRefs: [],
};

/** Every field of {@link EMPTY}, and every one that it does not have. */
const BLANK: StepDraft = {
  ...EMPTY,
  kind: undefined,
  outcome: undefined,
  audience: undefined,
  corrects: undefined,
  task: undefined,
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
    ...(Array.isArray(draft.aside) &&
      draft.aside.length > 0 && { aside: draft.aside.map(understood) }),
    ...(typeof draft.keptAt === 'number' && { keptAt: draft.keptAt }),
  };
}

/** What was kept earlier together with what was typed before it was known whose it is; no text is lost. */
function joined(kept: StepDraft, typed: Partial<StepDraft>): StepDraft {
  const text = [...new Set([kept.text, typed.text])].filter(Boolean);
  return {
    ...kept,
    // Text does not become part of a correction or a task that it was not typed for.
    ...(typed.text && { corrects: undefined, task: undefined }),
    ...typed,
    text: text.join('\n\n'),
  };
}

/**
 * The step that somebody writes about one incident, kept in the browser until it is sent. While it is not known who
 * writes it is in the memory of the page only.
 */
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
  const writer = useRef(author);
  /** What was changed while the writer was unknown. */
  const unowned = useRef<Partial<StepDraft>>({});

  const put = useCallback((next: StepDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const keep = useCallback(
    (next: StepDraft) => put({ ...next, keptAt: keepDraft(place, next) }),
    [place, put],
  );
  useEffect(() => tidyDrafts(), []);
  useEffect(() => {
    // An incident that becomes restricted takes its draft out of the lasting storage at once.
    const kept = understood(readDraft(place));
    if (!place.author || place.author === writer.current) return;
    writer.current = place.author;
    const typed = unowned.current;
    unowned.current = {};
    if (Object.keys(typed).length > 0) keep(joined(kept, typed));
    else put(kept);
  }, [place, keep, put]);

  const change = useCallback(
    (changes: Partial<StepDraft>) => {
      if (!place.author) {
        unowned.current = { ...unowned.current, ...changes };
      }
      keep({ ...latest.current, ...changes });
    },
    [place, keep],
  );
  /** Starts another entry; what is being written is put aside and comes back after it. */
  const begin = useCallback(
    (next: Partial<StepDraft>) => {
      const { aside = [], ...current } = latest.current;
      const hasText = current.text.trim() !== '';
      change({
        ...BLANK,
        ...next,
        aside: hasText ? [...aside, current] : aside,
      });
    },
    [change],
  );
  /** Ends what is being written; what was put aside last is there again. */
  const clear = useCallback(() => {
    const { aside = [] } = latest.current;
    const before = aside[aside.length - 1];
    unowned.current = {};
    if (before) {
      change({ ...BLANK, ...before, aside: aside.slice(0, -1) });
      return;
    }
    forgetDraft(place);
    put(EMPTY);
  }, [change, place, put]);

  return { draft, change, begin, clear };
}
