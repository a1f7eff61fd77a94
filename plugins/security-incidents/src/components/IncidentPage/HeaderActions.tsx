import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiAlarmWarningLine, RiMore2Line } from '@remixicon/react';
import type { MajorDecision } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { BundleButton } from '../bundles';
import { EscalateDialog, useEscalations } from './escalation';
import { FactsDialog } from './facts';
import styles from './IncidentHeader.module.css';
import { isFrozen, useIncidentRecord } from './IncidentRecord';
import { useMajorDialog } from './major';

/** What can be done with the incident as a whole. */
export function HeaderActions() {
  const { incident, editingFacts, setEditingFacts } = useIncidentRecord();
  const { t } = useTranslation();
  const { mayEscalate, escalating, setEscalating } = useEscalations();
  const { ask, dialog } = useMajorDialog();
  const { major, rights, status } = incident;
  const isMajor = major.state === 'declared';
  const decision: MajorDecision = isMajor ? 'end' : 'declare';
  // A resolved incident does not become a major one.
  const canDecide = isMajor || status !== 'resolved';
  const mayDecide = rights.decideMajor && canDecide && !isFrozen(incident);

  return (
    <div className={styles.actions}>
      {mayEscalate && (
        <Button
          variant="secondary"
          iconStart={<RiAlarmWarningLine aria-hidden />}
          aria-label={t('incidentPage.escalation.escalate')}
          onPress={() => setEscalating(true)}
        >
          <span className={styles.actionName}>
            {t('incidentPage.escalation.escalate')}
          </span>
        </Button>
      )}
      <BundleButton
        subject={{ incidentKey: incident.key }}
        textClassName={styles.actionName}
      />
      {mayDecide && (
        <MenuTrigger>
          <ButtonIcon
            variant="secondary"
            icon={<RiMore2Line aria-hidden />}
            aria-label={t('incidentPage.header.more')}
          />
          <Menu onAction={() => ask(decision)}>
            <MenuItem id={decision}>
              {t(`incidentPage.major.${decision}.label`)}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      )}
      {dialog}
      {editingFacts && (
        <FactsDialog
          question={editingFacts === true ? undefined : editingFacts}
          onClose={() => setEditingFacts(false)}
        />
      )}
      {escalating && <EscalateDialog onClose={() => setEscalating(false)} />}
    </div>
  );
}
