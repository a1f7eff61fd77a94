import {
  RiAttachment2,
  RiFilter3Line,
  RiLinksLine,
  RiScales3Line,
  RiTimeLine,
  RiUserLine,
} from '@remixicon/react';
import type { PlanTask } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useTranslation } from '../../translation';
import {
  listText,
  toObligationText,
  toOffsetText,
  toSeveritiesText,
} from './planText';
import styles from './PlanPage.module.css';
import { toEvidenceKind } from '../said';

function Line(props: { icon: typeof RiTimeLine; children: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className={styles.line}>
      <Icon size={14} aria-hidden="true" />
      <span>{props.children}</span>
    </div>
  );
}

/** When the task applies: a sentence for the conditions of the default plans, the condition itself for others. */
function Condition({ condition }: { condition: string }) {
  const { t } = useTranslation();
  if (condition === "incident.personalData.involved != 'no'") {
    return <>{t('planText.condition.personalDataPossible')}</>;
  }
  if (condition === "incident.personalData.involved == 'yes'") {
    return <>{t('planText.condition.personalDataCertain')}</>;
  }
  return (
    <>
      {t('planText.condition.other', {
        condition: <code className={styles.code}>{condition}</code>,
      })}
    </>
  );
}

/** Required, the tasks it depends on, and the evidence it needs. */
function Requirements(props: { task: PlanTask; numbers: Map<string, number> }) {
  const { required, dependsOn, parallelWith, evidence } = props.task;
  const { t } = useTranslation();
  const toNumbers = (ids: string[]) =>
    listText(
      ids.map(id => String(props.numbers.get(id) ?? id)),
      t('planText.and'),
    );
  return (
    <div className={styles.marks}>
      {required && (
        <strong className={styles.small}>{t('planPage.task.required')}</strong>
      )}
      {dependsOn && (
        <Line icon={RiLinksLine}>
          {t(
            dependsOn.length === 1
              ? 'planPage.task.afterTask'
              : 'planPage.task.afterTasks',
            { tasks: toNumbers(dependsOn) },
          )}
        </Line>
      )}
      {parallelWith && (
        <Line icon={RiLinksLine}>
          {t(
            parallelWith.length === 1
              ? 'planPage.task.parallelTask'
              : 'planPage.task.parallelTasks',
            { tasks: toNumbers(parallelWith) },
          )}
        </Line>
      )}
      {evidence?.required && (
        <Line icon={RiAttachment2}>
          {evidence.kinds
            ? t('planPage.task.evidenceKinds', {
                kinds: listText(
                  evidence.kinds.map(kind => toEvidenceKind(t, kind)),
                  t('planText.and'),
                ),
              })
            : t('planPage.task.evidence')}
        </Line>
      )}
    </div>
  );
}

function Instructions({ task }: { task: PlanTask }) {
  const { t } = useTranslation();
  if (!task.instructions && !task.links) return null;
  return (
    <details className={styles.how}>
      <summary
        aria-label={t('planPage.task.instructionsFor', { task: task.title })}
      >
        {t('planPage.task.instructions')}
      </summary>
      {task.instructions && <p>{task.instructions}</p>}
      {task.links?.map(({ title, url }) => (
        <div key={url}>
          <a href={url} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        </div>
      ))}
    </details>
  );
}

/** A task of the plan: what, who, by when, and on which conditions. */
export function Task(props: {
  task: PlanTask;
  /** The number of each task of the plan, by its id. */
  numbers: Map<string, number>;
  roleTitle?: string;
}) {
  const { task, numbers } = props;
  const { t } = useTranslation();
  return (
    <li className={styles.task} value={numbers.get(task.id)}>
      <span className={styles.number} aria-hidden="true">
        {numbers.get(task.id)}
      </span>
      <div className={styles.taskBody}>
        <h3 className={styles.taskTitle}>{task.title}</h3>
        <Line icon={RiUserLine}>
          {props.roleTitle ?? t('planPage.task.anyone')}
        </Line>
        {task.due && <Line icon={RiTimeLine}>{toOffsetText(t, task.due)}</Line>}
        <Requirements task={task} numbers={numbers} />
        {task.severities && (
          <Line icon={RiFilter3Line}>
            {t('planText.onlySeverities', {
              severities: toSeveritiesText(t, task.severities),
            })}
          </Line>
        )}
        {task.obligation && (
          <Line icon={RiScales3Line}>
            {t('planPage.task.decision', {
              obligation: toObligationText(task.obligation),
            })}
          </Line>
        )}
        {task.when && (
          <Line icon={RiFilter3Line}>
            <Condition condition={task.when} />
          </Line>
        )}
        <Instructions task={task} />
      </div>
    </li>
  );
}
