import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { RiAlarmWarningLine, RiUserForbidLine } from '@remixicon/react';
import type {
  PlanRun,
  PlanRunPhase,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { usePrinting } from '../../../hooks';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './plan.module.css';
import { usePlanRuns } from './PlanRuns';
import { TaskRow } from './TaskRow';
import { isGap, isLate, opensByItself, toPhaseNote } from './tasks';
import { useTaskNow } from './useTaskNow';

/** One phase of a plan with its tasks; folded while nothing in it needs attention. */
export function PhaseSection(props: {
  phase: PlanRunPhase;
  run: PlanRun;
  /** Id of the task whose actions stand beside it. */
  nextId?: string;
}) {
  const { phase, run, nextId } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { wanted } = usePlanRuns();
  const now = useTaskNow();
  const [chosen, setChosen] = useState<boolean>();
  const holdsWanted = phase.tasks.some(({ id }) => id === wanted?.id);
  const printing = usePrinting();
  const open =
    printing || (chosen ?? opensByItself(phase, incident.status, now));
  const late = phase.tasks.filter(task => isLate(task, now)).length;
  const gaps = now === 'ended' ? 0 : phase.tasks.filter(isGap).length;

  useEffect(() => {
    if (holdsWanted) setChosen(true);
  }, [holdsWanted, wanted]);

  return (
    <Accordion
      className={styles.phase}
      isExpanded={open}
      onExpandedChange={setChosen}
    >
      <AccordionTrigger className={styles.phaseHead} level={3}>
        <span className={styles.phaseTitle}>
          <span className={page.strong}>{phase.title}</span>{' '}
          <span className={page.quiet}>{toPhaseNote(t, phase)}</span>{' '}
          {late > 0 && (
            <span className={`${styles.sign} ${styles.overdue}`}>
              <RiAlarmWarningLine size={14} aria-hidden />
              {t('incidentPage.plan.overdue', { total: String(late) })}
            </span>
          )}{' '}
          {gaps > 0 && (
            <span className={`${styles.sign} ${page.late}`}>
              <RiUserForbidLine size={14} aria-hidden />
              {t('incidentPage.plan.phase.withNobody', {
                total: String(gaps),
              })}
            </span>
          )}
        </span>
      </AccordionTrigger>
      <AccordionPanel className={styles.phaseBody}>
        {open && (
          <>
            {phase.goal && (
              <p className={`${page.quiet} ${styles.goal}`}>{phase.goal}</p>
            )}
            <ul className={page.list}>
              {phase.tasks.map(task => (
                <TaskRow
                  key={task.id}
                  task={task}
                  run={run}
                  isNext={task.id === nextId}
                />
              ))}
            </ul>
          </>
        )}
      </AccordionPanel>
    </Accordion>
  );
}
