import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type { MajorDecision } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { Sheet } from '../fields';
import { TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';
import { toSaid } from '../../said';

/** Asks why it is, is not, or is no longer a major incident. */
export function MajorDialog(props: {
  decision: MajorDecision;
  onClose(): void;
}) {
  const { decision, onClose } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  const label = t(`incidentPage.major.${decision}.label`);
  const because = incident.major.proposedBecause;
  return (
    <Sheet
      title={label}
      sendLabel={label}
      canSend={Boolean(reason.trim())}
      sending={pending}
      problem={problem}
      onClose={onClose}
      onSend={async () => {
        const decided = await run(() =>
          api.decideMajor(
            incident.key,
            { decision, reason: reason.trim() },
            { ifMatch: incident.version },
          ),
        );
        if (decided) onClose();
      }}
    >
      {decision !== 'end' && because.length > 0 && (
        <div className={page.well}>
          <div className={page.strong}>{t('incidentPage.major.because')}</div>
          <ul className={page.list}>
            {because.map(line => (
              <li key={line}>
                <TextWithNames text={toSaid(t, line)} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={page.flush}>{t(`incidentPage.major.${decision}.note`)}</p>
      <TextAreaField
        label={t('incidentPage.major.reason')}
        description={t('incidentPage.major.reasonHint')}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}
