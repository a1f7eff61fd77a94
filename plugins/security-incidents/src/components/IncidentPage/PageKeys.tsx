import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { type Translate, useTranslation } from '../../translation';
import { type KeyHelp, KeysDialog } from '../common';
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
    { keys: ['?'], does: t('incidentPage.keys.list') },
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
  const [listed, setListed] = useState(false);
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
          '?': () => setListed(true),
        }
      : {},
  );
  return (
    <div className={styles.keysButton}>
      <ButtonIcon
        variant="tertiary"
        icon={<RiKeyboardLine aria-hidden />}
        aria-label={t('incidentPage.keys.title')}
        onPress={() => setListed(true)}
      />
      {listed && (
        <KeysDialog
          keys={getKeys(t, mayEscalate)}
          onClose={() => setListed(false)}
        />
      )}
    </div>
  );
}
