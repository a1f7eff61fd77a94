import {
  Button,
  Card,
  CardBody,
  CardHeader,
  VisuallyHidden,
} from '@backstage/ui';
import { RiCheckboxCircleFill, RiTimerLine } from '@remixicon/react';
import type { PlanRunTask } from 'backstage-plugin-security-incidents-common';
import { useRef } from 'react';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import page from '../IncidentPage/IncidentPage.module.css';
import { usePlanRuns } from '../IncidentPage/plan';
import { useEvidenceContext } from './context';
import styles from './evidence.module.css';
import { TaskLink } from './TaskLink';

/** Whether a task has what it asked for. */
function hasEvidence({ evidenceId, stepId }: PlanRunTask): boolean {
  return evidenceId !== undefined || stepId !== undefined;
}

function AskedTask({ task }: { task: PlanRunTask }) {
  const { t } = useTranslation();
  const { list, running, offer } = useEvidenceContext();
  const input = useRef<HTMLInputElement>(null);
  const files = list.items.filter(({ taskId }) => taskId === task.id).length;
  const isRunning = running.some(({ taskId }) => taskId === task.id);
  const isDone = hasEvidence(task);
  const parts = [
    ...(files > 0 ? [t('evidence.asked.files', { count: files })] : []),
    ...(files === 0 && task.stepId ? [t('evidence.asked.step')] : []),
    ...(task.dueAt
      ? [t('evidence.asked.due', { time: nearTime(task.dueAt, Date.now()) })]
      : []),
    ...(isRunning ? [t('evidence.asked.running')] : []),
  ];
  return (
    <li className={styles.asked}>
      {isDone ? (
        <RiCheckboxCircleFill
          size={16}
          className={styles.verified}
          aria-hidden
        />
      ) : (
        <RiTimerLine size={16} aria-hidden />
      )}
      <span className={styles.facts}>
        <b>
          <TaskLink taskId={task.id} />
        </b>
        <span className={page.quiet}>{parts.join(', ')}</span>
        {!isDone && list.may.add && (
          <span>
            <VisuallyHidden>
              <input
                ref={input}
                type="file"
                multiple
                tabIndex={-1}
                aria-label={t('evidence.asked.add', { task: task.title })}
                onChange={event => {
                  offer([...(event.target.files ?? [])], task.id);
                  event.target.value = '';
                }}
              />
            </VisuallyHidden>
            <Button
              variant="secondary"
              size="small"
              aria-label={t('evidence.asked.add', { task: task.title })}
              onPress={() => input.current?.click()}
            >
              {t('evidence.add')}
            </Button>
          </span>
        )}
      </span>
    </li>
  );
}

/** The tasks of the plan that ask for evidence. */
export function AskedForCard() {
  const { t } = useTranslation();
  const { plans } = usePlanRuns();
  const tasks = (plans?.runs ?? [])
    .flatMap(({ phases }) => phases.flatMap(phase => phase.tasks))
    .filter(
      ({ evidenceRequired, state }) => evidenceRequired && state !== 'skipped',
    );
  if (!plans || plans.runs.length === 0) return null;
  return (
    <Card aria-label={t('evidence.asked.title')}>
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle}>{t('evidence.asked.title')}</h2>
          {tasks.length > 0 && (
            <span className={page.quiet}>
              {t('evidence.asked.count', {
                done: String(tasks.filter(hasEvidence).length),
                total: String(tasks.length),
              })}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {tasks.length === 0 ? (
          <p className={`${page.quiet} ${page.flush}`}>
            {t('evidence.asked.none')}
          </p>
        ) : (
          <ul className={styles.askedList}>
            {tasks.map(task => (
              <AskedTask key={task.id} task={task} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
