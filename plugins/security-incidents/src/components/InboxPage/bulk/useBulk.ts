import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import type {
  DecideDetectionsRequest,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { detectionsApiRef } from '../../../api';
import { useDetectionsChanged } from '../../../queries';
import { useTranslation } from '../../../translation';
import { randomKey } from '../../IncidentPage/fields';
import type { BulkOutcome } from './BulkOutcome';

/** A request without an answer for this long has none, in milliseconds. */
export const ANSWER_WITHIN_MS = 10_000;

export type BulkDecision = DecideDetectionsRequest['decision'];

/** Many decisions on their way: what was selected, and what became of each. */
export interface BulkRun {
  decision: BulkDecision;
  /** The rows of the list when it began; they stay in place. */
  rows: readonly DetectionSummary[];
  selected: readonly DetectionSummary[];
  outcomes: Record<string, BulkOutcome>;
  isRunning: boolean;
  isStopped: boolean;
}

/** One decision as it is sent; a retry sends the same, so that it cannot be decided twice. */
interface Attempt {
  detection: DetectionSummary;
  version: number;
  key: string;
}

/** What is known of many decisions when the last one was answered. */
export function countOutcomes(run: BulkRun) {
  const states = run.selected.map(({ id }) => run.outcomes[id]?.state);
  const count = (state: BulkOutcome['state']) =>
    states.filter(each => each === state).length;
  return {
    done: count('done'),
    failed: count('failed'),
    left: count('queued') + count('running'),
  };
}

/** Decides about many detections one after the other, each alone. It continues when the page is left. */
export function useBulk() {
  const api = useApi(detectionsApiRef);
  const alerts = useApi(alertApiRef);
  const { t } = useTranslation();
  const changed = useDetectionsChanged();
  const [run, setRun] = useState<BulkRun>();
  const latest = useRef<BulkRun>();
  const isStopped = useRef(false);
  const isShown = useRef(true);
  const attempts = useRef(new Map<string, Attempt>());
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const update = useCallback((change: (before: BulkRun) => BulkRun) => {
    if (!latest.current) return;
    latest.current = change(latest.current);
    if (isShown.current) setRun(latest.current);
  }, []);
  const setOutcome = useCallback(
    (id: string, outcome: BulkOutcome | undefined) =>
      update(before => {
        const { [id]: _, ...others } = before.outcomes;
        const outcomes = outcome ? { ...others, [id]: outcome } : others;
        return { ...before, outcomes };
      }),
    [update],
  );

  const send = useCallback(
    async (attempt: Attempt, decision: BulkDecision): Promise<BulkOutcome> => {
      const { detection, version, key } = attempt;
      const timeout = new AbortController();
      const timer = setTimeout(() => timeout.abort(), ANSWER_WITHIN_MS);
      try {
        const { results } = await api.decideDetections(
          { detections: [{ id: detection.id, version }], decision },
          { idempotencyKey: key, signal: timeout.signal },
        );
        const error = results[0]?.error;
        return error
          ? {
              state: 'failed',
              reason: error.message,
              currentVersion: error.currentVersion,
            }
          : { state: 'done', detection: results[0]?.detection };
      } catch (error) {
        const { message } = error as Error;
        return timeout.signal.aborted
          ? {
              state: 'failed',
              reason: t('inbox.bulk.noAnswer'),
              isUnknown: true,
            }
          : { state: 'failed', reason: message, isUnknown: true };
      } finally {
        clearTimeout(timer);
      }
    },
    [api, t],
  );

  const decideOne = useCallback(
    async (attempt: Attempt, decision: BulkDecision) => {
      attempts.current.set(attempt.detection.id, attempt);
      setOutcome(attempt.detection.id, { state: 'running' });
      setOutcome(attempt.detection.id, await send(attempt, decision));
    },
    [send, setOutcome],
  );

  const start = useCallback(
    async (
      rows: readonly DetectionSummary[],
      selected: readonly DetectionSummary[],
      decision: BulkDecision,
    ) => {
      isStopped.current = false;
      attempts.current.clear();
      latest.current = {
        decision,
        rows,
        selected,
        outcomes: Object.fromEntries(
          selected.map(({ id }) => [id, { state: 'queued' as const }]),
        ),
        isRunning: true,
        isStopped: false,
      };
      setRun(latest.current);
      for (const detection of selected) {
        if (isStopped.current) {
          setOutcome(detection.id, undefined);
        } else {
          const { version } = detection;
          await decideOne({ detection, version, key: randomKey() }, decision);
        }
      }
      update(before => ({
        ...before,
        isRunning: false,
        isStopped: isStopped.current,
      }));
      const { done, failed } = countOutcomes(latest.current);
      if (!isShown.current) {
        alerts.post({
          message: t('inbox.bulk.ended', { done, failed }),
          severity: failed ? 'warning' : 'success',
          display: 'transient',
        });
      }
      changed();
    },
    [alerts, changed, decideOne, setOutcome, t, update],
  );

  /** Tries one again: the same request, or with the version that the detection has now. */
  const retry = useCallback(
    async (id: string, version?: number) => {
      const before = attempts.current.get(id);
      const decision = latest.current?.decision;
      if (!before || !decision) return;
      const attempt =
        version === undefined
          ? before
          : { ...before, version, key: randomKey() };
      await decideOne(attempt, decision);
      changed();
    },
    [changed, decideOne],
  );
  const undo = useCallback(
    async (id: string) => {
      const version = latest.current?.outcomes[id]?.detection?.version;
      try {
        await api.undoDetectionDecision(id, { ifMatch: version });
        setOutcome(id, undefined);
      } catch (error) {
        setOutcome(id, {
          state: 'failed',
          reason: (error as Error).message,
          isUnknown: true,
        });
      }
      changed();
    },
    [api, changed, setOutcome],
  );
  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  const finish = useCallback(() => {
    latest.current = undefined;
    setRun(undefined);
  }, []);
  return { run, start, stop, retry, undo, finish };
}

export type Bulk = ReturnType<typeof useBulk>;
