import { Card, CardBody } from '@backstage/ui';
import type {
  PlanPhase,
  ResponsePlanSpec,
} from 'backstage-plugin-security-incidents-common';
import { getLabels, useTranslation } from '../../translation';
import styles from './PlanPage.module.css';
import { Task } from './Task';

function Phase(props: {
  phase: PlanPhase;
  position: number;
  numbers: Map<string, number>;
  roleTitles: Map<string, string>;
}) {
  const { phase, position, numbers, roleTitles } = props;
  const { t } = useTranslation();
  return (
    <Card className={styles.phase}>
      <CardBody className={styles.phaseBody}>
        <div className={styles.between}>
          <h2 className={styles.phaseTitle}>
            {`${position}. ${
              phase.title ?? getLabels(t, 'status')[phase.maps]
            }`}
          </h2>
          <span className={styles.quiet}>
            {t('planPage.phases.tasks', { count: phase.tasks.length })}
          </span>
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
            <div className={styles.quiet}>{t('planPage.phases.doneWhen')}</div>
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

/** Phases from left to right. On a phone they scroll sideways and snap. */
export function PhaseColumns({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
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
      aria-label={t('planPage.phases.label')}
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
