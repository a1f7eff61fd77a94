import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type {
  PlanOffer,
  PlanRun,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { withShortNames } from '../../common';
import { EntityField, entityRefOf, Sheet } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';
import { planChangeLines } from './planChanges';
import styles from './plan.module.css';

/** What the catalog has that was not applied, and the way to take it over. */
export function UpgradeDialog(props: { run: PlanRun; onClose(): void }) {
  const { run } = props;
  const { changedSince } = run;
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run: send, pending, problem } = useIncidentMutation();
  if (!changedSince) return null;
  const lines = planChangeLines(changedSince.changes);
  const { version } = changedSince;
  const mayUpgrade = incident.rights.update;
  return (
    <Sheet
      title={
        version === run.version
          ? `${run.title} ${version} has changed`
          : `${run.title}: from ${run.version} to ${version}`
      }
      sendLabel={mayUpgrade ? 'Upgrade, finished work stays' : undefined}
      canSend
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        const done = await send(() =>
          api.applyPlan(
            incident.key,
            { planRef: run.planRef, upgrade: true },
            { ifMatch: incident.version },
          ),
        );
        if (done) props.onClose();
      }}
    >
      <ul className={styles.changes}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
        {lines.length === 0 && <li>Only the version is another</li>}
      </ul>
      <p className={`${page.quiet} ${page.flush}`}>
        Tasks that are done or skipped stay as they are. Tasks that were begun
        and are gone are skipped with that reason; those that nobody touched
        leave the list.
      </p>
    </Sheet>
  );
}

/** Applies another plan than the best one. */
export function ApplyDialog(props: { offered: PlanOffer[]; onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [text, setText] = useState('');
  const planRef = entityRefOf(text, 'responseplan');
  return (
    <Sheet
      title="Apply a plan"
      sendLabel="Apply"
      canSend={Boolean(planRef)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (!planRef) return;
        const done = await run(() => api.applyPlan(incident.key, { planRef }));
        if (done) props.onClose();
      }}
    >
      {props.offered.length > 0 && (
        <ul className={page.list}>
          {props.offered.map(offer => (
            <li key={offer.planRef} className={page.item}>
              <button
                type="button"
                className={`${page.linkButton} ${page.strong}`}
                aria-pressed={planRef === offer.planRef}
                onClick={() => setText(offer.planRef)}
              >
                {`${offer.title} ${offer.version}`}
              </button>
              <div className={page.quiet}>{withShortNames(offer.reason)}</div>
            </li>
          ))}
        </ul>
      )}
      <EntityField
        label="Plan"
        kinds={['ResponsePlan']}
        defaultKind="responseplan"
        value={text}
        onChange={setText}
        description="Any approved plan of the catalog. Its content is copied; later edits of the file change nothing here."
      />
    </Sheet>
  );
}

/** Records why people respond without a plan. */
export function DeclineDialog(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  return (
    <Sheet
      title="Go without a plan"
      sendLabel="Go without a plan"
      canSend={Boolean(reason.trim())}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        const done = await run(() =>
          api.declinePlan(incident.key, reason.trim()),
        );
        if (done) props.onClose();
      }}
    >
      <TextAreaField
        label="Why?"
        description="The timeline keeps it. A plan can still be applied later."
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}
