import {
  Button,
  Card,
  CardBody,
  CardHeader,
  VisuallyHidden,
} from '@backstage/ui';
import type {
  ImportPhase,
  IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName, errorMessage } from '../common';
import styles from '../reports/reports.module.css';
import { ImportDone, ImportStopped } from './ImportEnded';
import page from './ImportExportPage.module.css';
import { ImportPhases } from './ImportPhases';
import type { ImportFile } from './useImportFile';
import { isActive, useSecondsLeft } from './useImportProgress';

const PERCENT_STEP = 25;
const TITLES = {
  waiting: 'title',
  running: 'title',
  done: 'doneTitle',
  failed: 'failed',
  cancelled: 'stopped',
} as const;

/** How much of the whole each phase is, so that the bar never goes back. */
const SHARES: Record<ImportPhase, { from: number; to: number }> = {
  reading: { from: 0, to: 0 },
  checking: { from: 0, to: 15 },
  preparing: { from: 15, to: 15 },
  writing: { from: 15, to: 95 },
  finishing: { from: 95, to: 95 },
};

function getPercent({ progress }: IncidentImport): number {
  if (!progress) return 0;
  const { phase, done, total } = progress;
  const { from, to } = SHARES[phase];
  return Math.floor(from + (to - from) * (total > 0 ? done / total : 0));
}

function Progress({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const { progress, state, rows } = current;
  const left = useSecondsLeft(current);
  const done = progress?.done ?? 0;
  const total = progress?.total ?? rows;
  const percent = getPercent(current);
  const texts = {
    reading: t('reportImport.running.reading'),
    checking: t('reportImport.running.checked', { done, total }),
    preparing: t('reportImport.running.preparing'),
    writing: t('reportImport.running.rows', { done, total }),
    finishing: t('reportImport.running.finishing'),
  };
  // Only the instance that runs it knows its phase.
  const text = progress
    ? texts[progress.phase]
    : t('reportImport.running.title');
  const waits = state === 'waiting';
  return (
    <>
      <p className={page.done}>
        {waits ? (
          t('reportImport.running.waiting')
        ) : (
          <span className={styles.number}>{text}</span>
        )}
        {left !== undefined && (
          <span className={styles.quiet}>
            {t('reportImport.running.left', { count: left })}
          </span>
        )}
      </p>
      <div
        className={page.progress}
        role="progressbar"
        aria-label={t('reportImport.running.progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <VisuallyHidden>
        <span role="status">
          {`${Math.floor(percent / PERCENT_STEP) * PERCENT_STEP} %`}
        </span>
      </VisuallyHidden>
      <ImportPhases current={current} />
      <p className={page.promise}>{t('reportImport.running.hint')}</p>
    </>
  );
}

/** Who started an import, and when it did or ended. */
function Since({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const { createdBy, createdAt, startedAt, endedAt } = current;
  return (
    <span className={styles.quiet}>
      <EntityName entityRef={createdBy} />
      {', '}
      {endedAt
        ? shortTimeWithZone(endedAt)
        : t('reportImport.running.since', {
            time: shortTimeWithZone(startedAt ?? createdAt),
          })}
    </span>
  );
}

/** An import from its start to its end. */
export function ImportRunning(props: {
  current: IncidentImport;
  state: ImportFile;
  stop(): Promise<void>;
}) {
  const { t } = useTranslation();
  const { current, state, stop } = props;
  const [problem, setProblem] = useState<Error>();
  const active = isActive(current);
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>
              {t(`reportImport.running.${TITLES[current.state]}`)}
            </h2>
            <Since current={current} />
          </div>
          {active && (
            <Button
              variant="secondary"
              onPress={() => {
                setProblem(undefined);
                stop().catch(setProblem);
              }}
            >
              {t('reportImport.running.stop')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {active && <Progress current={current} />}
        {current.state === 'done' && (
          <ImportDone current={current} state={state} />
        )}
        {!active && current.state !== 'done' && (
          <ImportStopped current={current} state={state} />
        )}
        {problem && active && (
          <p role="alert" className={styles.bad}>
            {t('reportImport.running.stopFailed', {
              reason: errorMessage(problem),
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
