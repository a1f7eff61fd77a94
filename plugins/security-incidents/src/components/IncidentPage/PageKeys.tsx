import { useKeys, useKeysSetting } from '../../hooks';
import { type Translate, useTranslation } from '../../translation';
import { type KeyHelp, KeysButton } from '../common';
import { useEscalations } from './escalation';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { nextTaskOf, usePlanRuns } from './plan';

function getKeys(t: Translate, mayEscalate: boolean): KeyHelp[] {
  return [
    { keys: ['R'], does: t('incidentPage.keys.record') },
    { keys: ['N'], does: t('incidentPage.keys.blocker') },
    { keys: ['T'], does: t('incidentPage.keys.task') },
    { keys: ['L'], does: t('incidentPage.keys.timeline') },
    ...(mayEscalate
      ? [{ keys: ['E'], does: t('incidentPage.keys.escalate') }]
      : []),
    { keys: ['Ctrl', 'Enter'], does: t('incidentPage.keys.send') },
    { keys: ['Esc'], does: t('incidentPage.keys.leave') },
  ];
}

function goTo(element: HTMLElement | null | undefined) {
  element?.scrollIntoView?.({ block: 'center' });
  element?.focus({ preventScroll: true });
}

/** The blocker after the one that has the focus, the first after the last; without any, the heading. */
function nextBlocker(): HTMLElement | null {
  const card = document.getElementById('what-blocks');
  const blockers = Array.from(
    card?.querySelectorAll<HTMLElement>('[data-blocker]') ?? [],
  );
  const at = blockers.findIndex(blocker =>
    blocker.contains(document.activeElement),
  );
  return (
    blockers[(at + 1) % blockers.length] ?? card?.querySelector('h2') ?? null
  );
}

/** The single keys of the page, and the button that lists them. */
export function PageKeys() {
  const { t } = useTranslation();
  const { compose, me, principals } = useIncidentRecord();
  const { plans, goToTask } = usePlanRuns();
  const { mayEscalate, setEscalating } = useEscalations();
  const [on] = useKeysSetting();
  useKeys(
    on
      ? {
          r: () => compose({}),
          n: () => goTo(nextBlocker()),
          t: () => {
            const task = plans && nextTaskOf(plans, me, principals);
            if (task) goToTask(task.id);
            else goTo(document.querySelector<HTMLElement>('#response-plan h2'));
          },
          l: () => goTo(document.querySelector<HTMLElement>('#timeline h2')),
          ...(mayEscalate && { e: () => setEscalating(true) }),
        }
      : {},
  );
  return (
    <div className={styles.keysButton}>
      <KeysButton keys={getKeys(t, mayEscalate)} />
    </div>
  );
}
