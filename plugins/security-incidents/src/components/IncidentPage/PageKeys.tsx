import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { type KeyHelp, KeysDialog } from '../common';
import { useEscalations } from './escalation';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { nextTaskOf, usePlanRuns } from './plan';

const ESCALATE: KeyHelp = { keys: ['E'], does: 'Escalate' };
const KEYS: KeyHelp[] = [
  { keys: ['R'], does: 'Record a step' },
  { keys: ['N'], does: 'Next thing that blocks the next step' },
  { keys: ['T'], does: 'My first open task' },
  { keys: ['L'], does: 'Timeline' },
  ESCALATE,
  { keys: ['Ctrl', 'Enter'], does: 'Send what you wrote' },
  { keys: ['Esc'], does: 'Leave a field and keep its text' },
  { keys: ['?'], does: 'This list' },
];

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
        aria-label="Keys on this page"
        onPress={() => setListed(true)}
      />
      {listed && (
        <KeysDialog
          keys={mayEscalate ? KEYS : KEYS.filter(key => key !== ESCALATE)}
          onClose={() => setListed(false)}
        />
      )}
    </div>
  );
}
