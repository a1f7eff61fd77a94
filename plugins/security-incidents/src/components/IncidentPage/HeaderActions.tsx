import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiAlarmWarningLine, RiMore2Line } from '@remixicon/react';
import type { MajorDecision } from 'backstage-plugin-security-incidents-common';
import { useEscalations } from './escalation';
import styles from './IncidentHeader.module.css';
import { isFrozen, useIncidentRecord } from './IncidentRecord';
import { useMajorDialog } from './major';

/** What can be done with the incident as a whole. */
export function HeaderActions() {
  const { incident } = useIncidentRecord();
  const { mayEscalate, setEscalating } = useEscalations();
  const { ask, dialog } = useMajorDialog();
  const { major, rights } = incident;
  const isMajor = major.state === 'declared';
  const decisions: Array<{ id: MajorDecision; label: string }> = isMajor
    ? [{ id: 'end', label: 'End major incident' }]
    : [{ id: 'declare', label: 'Declare major incident' }];
  // What is over is not made a major incident any more.
  const isLeft = isMajor || incident.status !== 'resolved';
  const mayDecide = rights.decideMajor && isLeft && !isFrozen(incident);

  return (
    <div className={styles.actions}>
      {mayEscalate && (
        <Button
          variant="secondary"
          iconStart={<RiAlarmWarningLine aria-hidden />}
          aria-label="Escalate"
          onPress={() => setEscalating(true)}
        >
          <span className={styles.actionName}>Escalate</span>
        </Button>
      )}
      {mayDecide && (
        <MenuTrigger>
          <ButtonIcon
            variant="secondary"
            icon={<RiMore2Line aria-hidden />}
            aria-label="More that can be done with this incident"
          />
          <Menu
            onAction={key => {
              const decision = decisions.find(({ id }) => id === key);
              if (decision) ask(decision.id);
            }}
          >
            {decisions.map(({ id, label }) => (
              <MenuItem key={id} id={id}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      {dialog}
    </div>
  );
}
