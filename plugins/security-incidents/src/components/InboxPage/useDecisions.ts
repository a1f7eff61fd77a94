import { useApi } from '@backstage/core-plugin-api';
import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { type Problem, problemOf } from '../IncidentPage/fields';

/** How long a decision can be taken back with one key, in milliseconds. */
export const UNDO_MS = 10_000;

/** A decision that was just made. */
export interface MadeDecision {
  detection: DetectionSummary;
  /** What was done, for the reader. */
  text: string;
  undo(): Promise<unknown>;
}

/** Keeps the last decision for as long as it can be taken back, and says what happened. */
export function useDecisions() {
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [last, setLast] = useState<MadeDecision>();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);

  const made = useCallback(
    (decision: MadeDecision, left: number | undefined) => {
      clearTimeout(timer.current);
      setProblem(undefined);
      setLast(decision);
      setSaid(
        left === undefined
          ? decision.text
          : `${decision.text} ${t('inbox.done.left', { count: left })}`,
      );
      timer.current = setTimeout(() => setLast(undefined), UNDO_MS);
      changed();
    },
    [t, changed],
  );

  const takeBack = useCallback(
    async (
      { title, status, incident }: DetectionSummary,
      undo: () => Promise<unknown>,
    ) => {
      clearTimeout(timer.current);
      try {
        await undo();
        setLast(undefined);
        setProblem(undefined);
        // Only the detection leaves the incident; what was recorded there stays.
        setSaid(
          status === 'promoted' && incident
            ? t('inbox.done.undonePromotion', { title, key: incident.key })
            : t('inbox.done.undone', { title }),
        );
      } catch (error) {
        setProblem(problemOf(error));
      } finally {
        changed();
      }
    },
    [t, changed],
  );
  const undo = useCallback(async () => {
    if (last) await takeBack(last.detection, last.undo);
  }, [last, takeBack]);
  const bringBack = useCallback(
    (detection: DetectionSummary) =>
      takeBack(detection, () =>
        api.undoDetectionDecision(detection.id, {
          ifMatch: detection.version,
        }),
      ),
    [api, takeBack],
  );

  return { last, said, problem, made, undo, bringBack, say: setSaid };
}

export type Decisions = ReturnType<typeof useDecisions>;
