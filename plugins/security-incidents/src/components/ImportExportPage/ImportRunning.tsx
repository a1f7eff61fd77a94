import {
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiRestartLine,
} from '@remixicon/react';
import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useRouteRef } from '../../navigation';
import { rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import { type ImportFile, isActive } from './useImportFile';

const PERCENT_STEP = 25;

function Progress({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const { progress, state, incidents } = current;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? incidents;
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  const text = t('reportImport.running.rows', { done, total });
  return (
    <>
      <p className={styles.number}>
        {state === 'waiting' ? t('reportImport.running.waiting') : text}
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
      <p className={styles.quiet}>{t('reportImport.running.hint')}</p>
    </>
  );
}

function Done({
  current,
  state,
}: {
  current: IncidentImport;
  state: ImportFile;
}) {
  const { t } = useTranslation();
  const incidents = useRouteRef(rootRouteRef)();
  return (
    <div role="status" className={page.ended}>
      <span className={styles.inline}>
        <RiCheckboxCircleFill size={18} className={styles.good} aria-hidden />
        <b>{t('reportImport.running.done', { count: current.incidents })}</b>
      </span>
      <p className={styles.quiet}>{t('reportImport.running.doneHint')}</p>
      <span className={page.actions}>
        <ButtonLink variant="primary" href={`${incidents}?status=closed`}>
          {t('reportImport.running.open')}
        </ButtonLink>
        <Button variant="tertiary" onPress={state.reset}>
          {t('reportImport.running.another')}
        </Button>
      </span>
    </div>
  );
}

function Stopped({
  current,
  state,
}: {
  current: IncidentImport;
  state: ImportFile;
}) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={page.ended}>
      <span className={styles.inline}>
        <RiErrorWarningFill size={18} className={styles.bad} aria-hidden />
        <b>{t('reportImport.running.failedHint')}</b>
        <span>{current.problem}</span>
        <span>{t('reportImport.running.kept')}</span>
      </span>
      <span className={page.actions}>
        <Button
          variant="secondary"
          iconStart={<RiRestartLine aria-hidden />}
          isDisabled={state.busy}
          onPress={() => state.start()}
        >
          {t('reportImport.running.again')}
        </Button>
        <Button variant="tertiary" onPress={state.reset}>
          {t('reportImport.bar.reset')}
        </Button>
      </span>
    </div>
  );
}

/** An import from its start to its end. */
export function ImportRunning(props: {
  current: IncidentImport;
  state: ImportFile;
  stop(): Promise<void>;
}) {
  const { t } = useTranslation();
  const { current, stop } = props;
  const [problem, setProblem] = useState<Error>();
  const active = isActive(current);
  const isDone = current.state === 'done';
  const isFailed = current.state === 'failed' || current.state === 'cancelled';
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>
            {isFailed && t('reportImport.running.failed')}
            {isDone && t('reportImport.steps.import')}
            {active && t('reportImport.running.title')}
          </h2>
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
        {isDone && <Done current={current} state={props.state} />}
        {isFailed && <Stopped current={current} state={props.state} />}
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
