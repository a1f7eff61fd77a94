import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type {
  PlanOffer,
  PlanRun,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { EntityCombobox, type NamedEntity, TextWithNames } from '../../common';
import { Sheet } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';
import { toPlanChangeLines } from './planChanges';
import styles from './plan.module.css';
import { toSaid } from '../../said';

/** What has changed in the plan since it was applied, and a way to upgrade. */
export function UpgradeDialog(props: { run: PlanRun; onClose(): void }) {
  const { run } = props;
  const { changedSince } = run;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run: send, pending, problem } = useIncidentMutation();
  if (!changedSince) return null;
  const lines = toPlanChangeLines(t, changedSince.changes);
  const { version } = changedSince;
  const mayUpgrade = incident.rights.update;
  return (
    <Sheet
      title={
        version === run.version
          ? t('incidentPage.plan.upgrade.changed', {
              plan: run.title,
              version,
            })
          : t('incidentPage.plan.upgrade.fromTo', {
              plan: run.title,
              from: run.version,
              to: version,
            })
      }
      sendLabel={mayUpgrade ? t('incidentPage.plan.upgrade.send') : undefined}
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
        {lines.length === 0 && (
          <li>{t('incidentPage.plan.upgrade.onlyVersion')}</li>
        )}
      </ul>
      <p className={`${page.quiet} ${page.flush}`}>
        {t('incidentPage.plan.upgrade.note')}
      </p>
    </Sheet>
  );
}

/** Applies another plan than the best one. */
export function ApplyDialog(props: { offered: PlanOffer[]; onClose(): void }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [plan, setPlan] = useState<NamedEntity>();
  return (
    <Sheet
      title={t('incidentPage.plan.apply.title')}
      sendLabel={t('incidentPage.plan.apply.send')}
      canSend={Boolean(plan)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (!plan) return;
        const done = await run(() =>
          api.applyPlan(incident.key, { planRef: plan.entityRef }),
        );
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
                aria-pressed={plan?.entityRef === offer.planRef}
                onClick={() =>
                  setPlan({ entityRef: offer.planRef, title: offer.title })
                }
              >
                {t('incidentPage.plan.apply.offer', {
                  plan: offer.title,
                  version: offer.version,
                })}
              </button>
              <div className={page.quiet}>
                <TextWithNames text={toSaid(t, offer.reason)} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <EntityCombobox
        // A new field for each choice, since it may be made in the list above.
        key={plan?.entityRef}
        label={t('incidentPage.plan.apply.plan')}
        description={t('incidentPage.plan.apply.hint')}
        kinds={['ResponsePlan']}
        value={plan}
        onChange={setPlan}
      />
    </Sheet>
  );
}

/** Records why people respond without a plan. */
export function DeclineDialog(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [reason, setReason] = useState('');
  return (
    <Sheet
      title={t('incidentPage.plan.decline.title')}
      sendLabel={t('incidentPage.plan.decline.title')}
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
        label={t('incidentPage.plan.decline.reason')}
        description={t('incidentPage.plan.decline.hint')}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}
