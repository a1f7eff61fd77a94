import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type { MajorDecision } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { Sheet } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';

/** What people read for each decision, and what follows from it. */
export const MAJOR_DECISION_WORDS: Record<
  MajorDecision,
  { label: string; note: string }
> = {
  declare: {
    label: 'Declare major incident',
    note: 'Management updates are owed from now on, and tasks that count from this moment get their due times.',
  },
  decline: {
    label: 'Not major',
    note: 'The proposal is settled. It is made again only for a reason that is new.',
  },
  end: {
    label: 'End major incident',
    note: 'It goes on as an incident like others.',
  },
};

/** Asks why it is, is not, or is no longer a major incident. */
export function MajorDialog(props: {
  decision: MajorDecision;
  onClose(): void;
}) {
  const { decision, onClose } = props;
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  const { label, note } = MAJOR_DECISION_WORDS[decision];
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
          <div className={page.strong}>Proposed because</div>
          <ul className={page.list}>
            {because.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <p className={page.flush}>{note}</p>
      <TextAreaField
        label="Why?"
        description="The timeline keeps it, with your name."
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}
