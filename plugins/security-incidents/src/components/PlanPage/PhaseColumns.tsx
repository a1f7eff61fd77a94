import { Card, CardBody } from '@backstage/ui';
import {
  RiAttachment2,
  RiFilter3Line,
  RiLinksLine,
  RiScales3Line,
  RiTimeLine,
  RiUserLine,
} from '@remixicon/react';
import {
  type PlanPhase,
  type PlanTask,
  type ResponsePlanSpec,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { anchorText, durationText, listText, severitiesText } from './planText';
import styles from './PlanPage.module.css';

function Line(props: { icon: typeof RiTimeLine; children: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className={styles.line}>
      <Icon size={14} aria-hidden="true" />
      <span>{props.children}</span>
    </div>
  );
}

function Task(props: {
  task: PlanTask;
  numbers: Map<string, number>;
  roleTitle?: string;
}) {
  const { task, numbers, roleTitle } = props;
  const others = (ids: string[]) =>
    `${ids.length === 1 ? 'task' : 'tasks'} ${listText(
      ids.map(id => String(numbers.get(id) ?? id)),
    )}`;
  return (
    <li className={styles.task} value={numbers.get(task.id)}>
      <span className={styles.number} aria-hidden="true">
        {numbers.get(task.id)}
      </span>
      <div className={styles.taskBody}>
        <h3 className={styles.taskTitle}>{task.title}</h3>
        <Line icon={RiUserLine}>{roleTitle ?? 'whoever takes it'}</Line>
        {task.due && (
          <Line icon={RiTimeLine}>{`${durationText(
            task.due.after,
          )} after ${anchorText(task.due.from)}`}</Line>
        )}
        <div className={styles.marks}>
          {task.required && <strong className={styles.small}>Required</strong>}
          {task.dependsOn && (
            <Line icon={RiLinksLine}>{`after ${others(task.dependsOn)}`}</Line>
          )}
          {task.parallelWith && (
            <Line icon={RiLinksLine}>{`beside ${others(
              task.parallelWith,
            )}`}</Line>
          )}
          {task.evidence?.required && (
            <Line icon={RiAttachment2}>{`evidence${
              task.evidence.kinds ? `: ${listText(task.evidence.kinds)}` : ''
            }`}</Line>
          )}
        </div>
        {task.severities && (
          <Line icon={RiFilter3Line}>{`${severitiesText(
            task.severities,
          )} only`}</Line>
        )}
        {task.when && (
          <Line icon={RiFilter3Line}>
            only if <code className={styles.code}>{task.when}</code>
          </Line>
        )}
        {task.obligation && (
          <Line icon={RiScales3Line}>{`decides on ${task.obligation}`}</Line>
        )}
        {(task.instructions || task.links) && (
          <details className={styles.how}>
            <summary aria-label={`How to: ${task.title}`}>How</summary>
            {task.instructions && <p>{task.instructions}</p>}
            {task.links?.map(({ title, url }) => (
              <div key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {title}
                </a>
              </div>
            ))}
          </details>
        )}
      </div>
    </li>
  );
}

function Phase(props: {
  phase: PlanPhase;
  position: number;
  numbers: Map<string, number>;
  roleTitles: Map<string, string>;
}) {
  const { phase, position, numbers, roleTitles } = props;
  const count = phase.tasks.length;
  return (
    <Card className={styles.phase}>
      <CardBody className={styles.phaseBody}>
        <div className={styles.between}>
          <h2 className={styles.phaseTitle}>{`${position}. ${
            phase.title ?? STATUS_LABELS[phase.maps]
          }`}</h2>
          <span className={styles.quiet}>{`${count} ${
            count === 1 ? 'task' : 'tasks'
          }`}</span>
        </div>
        {phase.goal && <div className={styles.quiet}>{phase.goal}</div>}
        <ol className={styles.tasks}>
          {phase.tasks.map(task => (
            <Task
              key={task.id}
              task={task}
              numbers={numbers}
              roleTitle={task.role && roleTitles.get(task.role)}
            />
          ))}
        </ol>
        {phase.exitCriteria && (
          <div className={styles.doneWhen}>
            <div className={styles.quiet}>Done when</div>
            {phase.exitCriteria.map(criterion => (
              <div key={criterion} className={styles.small}>
                {criterion}
              </div>
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** The order of work, read from left to right; on a phone one phase after the other, snapping sideways. */
export function PhaseColumns({ spec }: { spec: ResponsePlanSpec }) {
  const numbers = new Map(
    spec.phases
      .flatMap(({ tasks }) => tasks)
      .map(({ id }, at) => [id, at + 1] as const),
  );
  const roleTitles = new Map(spec.roles.map(({ id, title }) => [id, title]));
  return (
    // A region that scrolls must be reachable by keyboard.
    <div
      className={styles.phases}
      role="region"
      aria-label="Phases"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {spec.phases.map((phase, at) => (
        <Phase
          key={phase.id}
          phase={phase}
          position={at + 1}
          numbers={numbers}
          roleTitles={roleTitles}
        />
      ))}
    </div>
  );
}
